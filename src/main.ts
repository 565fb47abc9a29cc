import { once } from 'node:events';
import { standAlone } from './app/stand-alone.ts';
import { enterWorld } from './app/world.ts';
import { type App, createApp } from './app.ts';
import type { Config } from './config/config.ts';
import { decideConfig } from './config/config.ts';
import { readEnvironment } from './config/env.ts';

const STOP_WITHIN_MS = 10_000;

const stopAsked = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => stopAsked.abort());
}
stopAsked.signal.addEventListener('abort', giveUpInTime);

try {
  await live(decideConfig(readEnvironment()), stopAsked.signal);
  process.exit(0);
} catch (error) {
  if (isBrokenOff(error)) {
    process.exit(0);
  }
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** Whether a start ended only because it was asked to. */
function isBrokenOff(error: unknown): boolean {
  const { aborted, reason } = stopAsked.signal;
  return aborted && (error === reason || (error as Error | undefined)?.name === 'AbortError');
}

/** From the first to the last: whatever was opened is closed again, also when the start fails or is broken off. */
async function live(config: Config, asked: AbortSignal): Promise<void> {
  const leaveFolder = config.mode === 'demo' ? await standAlone(config.dataDir) : undefined;
  try {
    const world = await enterWorld(config, startSandbox);
    try {
      const app = await createApp(config, world, asked);
      try {
        await runUntilAsked(app, { asked, mode: config.mode });
      } finally {
        await app.stop();
      }
    } finally {
      await world.leave();
    }
  } finally {
    await leaveFolder?.();
  }
}

/** Starts and waits for the wish to stop; a start that is broken off by it may fail as it likes. */
async function runUntilAsked(app: App, { asked, mode }: { asked: AbortSignal; mode: string }): Promise<void> {
  if (asked.aborted) {
    return;
  }

  const stopWish = once(asked, 'abort');
  const start = app.start().then(() => announce(app, mode));
  await Promise.race([start, stopWish]);
  start.catch(() => undefined);
  await stopWish;
}

function announce(app: App, mode: string): void {
  const seconds = (performance.now() / 1000).toFixed(1);
  console.log([`Sauda is ready in ${seconds} s (${mode} mode). Stop it with Ctrl+C.`, ...app.describe()].join('\n'));
}

/** The only door to the stand-ins; live mode never opens it. */
async function startSandbox(options: { port: number; keepDir: string; botToken: string }) {
  const { startSandbox: start } = await import('../sandbox/server.ts');
  const { port, keepDir, botToken } = options;
  return start({ port, keepDir, telegramBots: [{ token: botToken, username: 'sauda_demo_bot', name: 'Sauda' }] });
}

function giveUpInTime(): void {
  setTimeout(() => {
    console.error(`Not stopped within ${STOP_WITHIN_MS / 1000} s; leaving what is left.`);
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
}
