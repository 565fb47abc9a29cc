import { enterWorld, type World } from './app/world.ts';
import { type App, createApp } from './app.ts';
import { decideConfig } from './config/config.ts';
import { readEnvironment } from './config/env.ts';

const STOP_WITHIN_MS = 10_000;

await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function run(): Promise<void> {
  const startedAt = performance.now();
  const config = decideConfig(readEnvironment());
  const world = await enterWorld(config, startSandbox);
  const app = await createApp(config, world);
  stopOnSignals(app, world);
  await app.start();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    [`Sauda is ready in ${seconds} s (${config.mode} mode). Stop it with Ctrl+C.`, ...app.describe()].join('\n'),
  );
}

/** The only door to the stand-ins; live mode never opens it. */
async function startSandbox(options: { port: number; keepDir: string; botToken: string }) {
  const { startSandbox: start } = await import('../sandbox/server.ts');
  const { port, keepDir, botToken } = options;
  return start({ port, keepDir, telegramBots: [{ token: botToken, username: 'sauda_demo_bot', name: 'Sauda' }] });
}

function stopOnSignals(app: App, world: World): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) {
      return;
    }
    isStopping = true;
    const giveUp = setTimeout(() => {
      console.error(`Not stopped within ${STOP_WITHIN_MS / 1000} s; leaving what is left.`);
      process.exit(1);
    }, STOP_WITHIN_MS);
    await app.stop();
    await world.leave();
    clearTimeout(giveUp);
    process.exit(0);
  };
  const stopLoudly = () =>
    void stop().catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  process.on('SIGTERM', stopLoudly);
  process.on('SIGINT', stopLoudly);
}
