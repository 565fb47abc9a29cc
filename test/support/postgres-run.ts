import { rm } from 'node:fs/promises';
import type { EmbeddedPostgres } from '../../src/platform/postgres/start-embedded-postgres.ts';

/** The server of a run, and its folder where nobody else removes that. */
type TestRun = Readonly<{ server: EmbeddedPostgres; ownFolder: string | null }>;

/** Jest loads set-up and tear-down separately; the process is what they share. */
const shared = globalThis as typeof globalThis & { saudaTestRun?: TestRun };

/** Remembers the server of this run for the tear-down. */
export function keepServer(run: TestRun): void {
  shared.saudaTestRun = run;
}

/** Stops the server of this run and removes its folders. */
export async function dropServer(): Promise<void> {
  const run = shared.saudaTestRun;
  if (!run) {
    return;
  }

  await run.server.stop();
  await rm(run.server.home, { recursive: true, force: true });
  if (run.ownFolder !== null) {
    await rm(run.ownFolder, { recursive: true, force: true });
  }
}
