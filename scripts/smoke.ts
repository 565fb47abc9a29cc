import { languages } from '../src/kernel/language.ts';
import { controlOf } from './story/control.ts';
import { emptyFolder, type Product, removeData, startProduct } from './story/product-process.ts';
import { aNewcomer } from './story/tale.ts';
import { timed, wholeStory } from './story/whole-story.ts';

/**
 * Starts the product with `npm start` in an empty folder on free ports and plays the whole story through the
 * sandbox's control API. Prints each step with its milliseconds; an argument chooses the language (`kk`).
 */
const startedAt = performance.now();
const folder = await emptyFolder('sauda-smoke-');
const product = startProduct({ dataDir: folder });
process.once('SIGINT', () => void product.stop());
process.once('SIGTERM', () => void product.stop());

try {
  const steps = await play(product);
  console.log(`smoke: ok ${steps} steps in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
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
  const language = languages.find((one) => one === process.argv[2]) ?? 'ru';
  const tale = await aNewcomer(control, language);
  const steps = wholeStory(tale);
  for (const step of steps) {
    tell(step.name, await timed(tale, step));
  }
  return steps.length + 1;
}

function tell(name: string, ms: number): void {
  console.log(`${String(Math.round(ms)).padStart(6)} ms  ${name}`);
}
