import { type Language, languages } from '../src/kernel/language.ts';
import { type Control, controlOf } from './story/control.ts';
import { emptyFolder, type Product, removeData, startProduct } from './story/product-process.ts';
import { aNewcomer } from './story/tale.ts';
import { refusedCalls } from './story/violations.ts';
import { timed, wholeStory } from './story/whole-story.ts';

/**
 * Starts the product with `npm start` in an empty folder on free ports and plays the whole story through the
 * sandbox's control API. Prints each step with its milliseconds; an argument chooses the language (`kk`).
 * Fails when it takes longer than promised or when Telegram refused a call on the way.
 */
const WITHIN_S = 90;
const language = languageOf(process.argv[2] ?? 'ru');
const startedAt = performance.now();
const folder = await emptyFolder('sauda-smoke-');
const product = startProduct({ dataDir: folder });
process.once('SIGINT', () => void product.stop());
process.once('SIGTERM', () => void product.stop());

try {
  const steps = await play(product);
  const seconds = (performance.now() - startedAt) / 1000;
  if (seconds > WITHIN_S) {
    throw new Error(`the clock: ${seconds.toFixed(1)} s, at most ${WITHIN_S} s are promised`);
  }
  console.log(`smoke: ok ${steps} steps in ${seconds.toFixed(1)} s`);
} catch (error) {
  console.error(`smoke: failed at ${error instanceof Error ? error.message : error}`);
  console.error(`\nThe product printed:\n${product.lines.slice(-20).join('\n')}`);
  process.exitCode = 1;
} finally {
  await product.stop();
  await removeData(folder, product);
}

async function play(running: Product): Promise<number> {
  await running.ready();
  tell('npm start in an empty folder', performance.now() - startedAt);
  const control = controlOf(running.address('Phones').replace(/\/sandbox$/, ''));
  const tale = await aNewcomer(control, language);
  const steps = wholeStory(tale);
  for (const step of steps) {
    tell(step.name, await timed(tale, step));
  }
  await demandNoViolations(control);
  return steps.length + 1;
}

async function demandNoViolations(control: Control): Promise<void> {
  const refused = await refusedCalls(control);
  if (refused.length > 0) {
    throw new Error(`Telegram, which refused ${refused.length} calls:\n${refused.join('\n')}`);
  }
}

function languageOf(wanted: string): Language {
  const language = languages.find((one) => one === wanted);
  if (!language) {
    console.error(`smoke: no language ${wanted}; there are ${languages.join(', ')}`);
    process.exit(1);
  }
  return language;
}

function tell(name: string, ms: number): void {
  console.log(`${String(Math.round(ms)).padStart(6)} ms  ${name}`);
}
