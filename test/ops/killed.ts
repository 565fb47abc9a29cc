import { connectKaspiSteps } from '../../scripts/story/connect-kaspi.ts';
import { whatsAppSteps } from '../../scripts/story/messages.ts';
import { type OutsideWorld, startOutsideWorld } from '../../scripts/story/outside-world.ts';
import { emptyFolder, type Product, removeData, startProduct } from '../../scripts/story/product-process.ts';
import { signUpSteps } from '../../scripts/story/sign-up.ts';
import { aNewcomer, type Step, type Tale } from '../../scripts/story/tale.ts';
import { timed } from '../../scripts/story/whole-story.ts';
import { builtAdmin } from '../support/built-admin.ts';

/** The product as a process that can be killed, in a world that outlives it. */
export interface Mortal {
  readonly world: OutsideWorld;
  readonly folder: string;
  /** Kills the product without a word and starts it anew on the same data. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the world outside and, in an empty folder, the product. */
export async function aMortal(): Promise<Mortal> {
  const [world, folder] = await Promise.all([startOutsideWorld(), emptyFolder('sauda-killed-')]);
  const env = { ...world.env, ADMIN_DIST: await builtAdmin() };
  const start = () => startProduct({ dataDir: folder, by: 'node', env });
  let product: Product = start();
  const stop = async () => {
    await product.stop();
    await world.stop();
    await removeData(folder, product);
  };
  await product.ready().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    world,
    folder,
    killAndRestart: async () => {
      await product.stop('SIGKILL');
      product = start();
      await product.ready();
    },
    stop,
  };
}

/** A seller who has signed up, connected Kaspi, and linked WhatsApp. */
export async function aLinkedSeller({ world }: Mortal): Promise<Tale> {
  const tale = await aNewcomer(world.control, 'ru');
  await play(tale, [...signUpSteps(tale), ...connectKaspiSteps(tale), ...whatsAppSteps(tale)]);
  return tale;
}

/** A seller who has signed up. */
export async function aNewSeller({ world }: Mortal): Promise<Tale> {
  const tale = await aNewcomer(world.control, 'ru');
  await play(tale, signUpSteps(tale));
  return tale;
}

async function play(tale: Tale, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    await timed(tale, step);
  }
}
