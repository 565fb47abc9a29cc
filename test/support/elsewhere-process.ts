import { once } from 'node:events';
import { argv, exit, stdin, stdout } from 'node:process';

// Prepares a task, says so, waits for the word to begin, and writes down what became of it; see elsewhere.ts.
const [file = '', input = '{}', times = '1'] = argv.slice(2);
const { prepare } = await import(file);
const task = await prepare(JSON.parse(input));
stdout.write('prepared\n');
await once(stdin, 'data');
const results = await Promise.allSettled(Array.from({ length: Number(times) }, () => task()));
const outcomes = results.map((result) =>
  result.status === 'fulfilled' ? { value: result.value ?? null } : { error: String(result.reason) },
);
stdout.write(`${JSON.stringify(outcomes)}\n`, () => exit(0));
