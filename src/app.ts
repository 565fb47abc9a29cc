import { buildBots } from './app/bots.ts';
import { buildHouse, type House } from './app/house.ts';
import { buildQueue } from './app/jobs.ts';
import { buildMetrics } from './app/metrics.ts';
import { seedDemo } from './app/seed-demo.ts';
import { buildWeb } from './app/web.ts';
import { buildWhatsApp } from './app/whatsapp.ts';
import { within } from './app/within.ts';
import type { World } from './app/world.ts';
import type { Config } from './config/config.ts';
import { openOfferDays } from './pricing/index.ts';

/** The whole program. */
export interface App {
  /** Resolves when everything that this process runs is ready; WhatsApp sessions are restored afterwards. */
  start(): Promise<void>;
  /** Takes no more work, finishes or puts back what is under way, and closes; the database goes last. */
  stop(): Promise<void>;
  /** What runs and where to look, a line each. */
  describe(): string[];
}

/** Time for jobs, updates and requests under way. */
const DRAIN_MS = 4_000;
/** Time for all of that and for the browsers to close; the database still has a moment of the ten seconds then. */
const LEAVE_MS = 8_000;

/**
 * Puts the program together in this order: data, WhatsApp, bots, jobs, web; the signal breaks it off between two steps.
 * @throws Error when it can't run safely
 */
export async function createApp(config: Config, world: World, signal?: AbortSignal): Promise<App> {
  const house = await buildHouse(config, world, signal);
  try {
    const whatsApp = buildWhatsApp(house);
    const bots = buildBots(house, whatsApp);
    const queue = buildQueue(house, { whatsApp, bots });
    const web = config.roles.includes('web') ? await buildWeb(house, { bots, queue, signal }) : undefined;
    const metrics = buildMetrics(house);
    const runs = (role: Config['roles'][number]) => config.roles.includes(role);
    return {
      start: async () => {
        await metrics.start();
        await web?.start();
        if (runs('worker')) {
          await openOfferDays(house.data.database.inSystem);
          await queue.start();
        }
        await Promise.all([runs('bots') ? bots.host.start() : undefined, prepareDemo(house)]);
        if (runs('sessions')) {
          await whatsApp.start();
          queue.deliver();
        }
        house.complete({ isStarted: true });
      },
      stop: async () => {
        const limit = { timeoutMs: DRAIN_MS };
        const leave = async () => {
          const producers = Promise.all([bots.host.stop(limit), web?.stop(limit)]);
          const delivered = queue.stop({ ...limit, after: producers });
          // Its sessions close last: a message that is on its way needs them.
          await Promise.all([producers, delivered, whatsApp.stop(delivered)]);
        };
        if (!(await within(LEAVE_MS, leave()))) {
          house.logger.warn({ timeoutMs: LEAVE_MS }, 'not all work ended in time; it is taken up by the next start');
        }
        await metrics.stop();
        await house.data.stop();
      },
      describe: () => describe(house),
    };
  } catch (error) {
    await house.data.stop();
    throw error;
  }
}

async function prepareDemo({ data, marketplace, world, config }: House): Promise<void> {
  if (world.demo && config.roles.includes('worker')) {
    await seedDemo({ database: data.database, marketplace }, world.demo);
  }
}

function describe({ config, world, data, publicUrl }: House): string[] {
  const url = publicUrl();
  return [
    ...(world.demo ? [`  Phones  ${world.demo.phonesUrl}  play the whole story here`] : []),
    ...(url === '' ? [] : [`  Admin   ${url}/admin  sign in with /web in the bot`, `  API     ${url}/api/docs`]),
    `  Runs    ${config.roles.join(', ')}; jobs in ${config.mongo ? 'MongoDB' : 'PostgreSQL'}`,
    `  Data    ${data.place}`,
    ...(world.remarks.length === 0 ? [] : [`  Note    ${world.remarks.join(', ')}`]),
  ];
}
