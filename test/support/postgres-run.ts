import { rm } from 'node:fs/promises';
import type { EmbeddedPostgres } from '../../src/platform/postgres/start-embedded-postgres.ts';

/** Jest loads set-up and tear-down separately; the process is what they share. */
const shared = globalThis as typeof globalThis & { saudaTestRun?: { server: EmbeddedPostgres; folder: string } };

/** Remembers the server of this run for the tear-down. */
export function keepServer(server: EmbeddedPostgres, folder: string): void {
  shared.saudaTestRun = { server, folder };
}

/** Stops the server of this run and removes its folders. */
export async function dropServer(): Promise<void> {
  const run = shared.saudaTestRun;
  if (!run) {
    return;
  }

  await run.server.stop();
  await rm(run.server.home, { recursive: true, force: true });
  await rm(run.folder, { recursive: true, force: true });
}
