import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Place } from './place.ts';

/** What the server's own pid file says; `isReady` once it accepts connections. */
export type Postmaster = Readonly<{ pid: number; port: number; isReady: boolean }>;

/**
 * The server that runs on our cluster, or null. A pid file left by a killed machine whose number now belongs to
 * another program is removed, and so is a zombie's; one whose process is gone is left to PostgreSQL, which overwrites it.
 * Lines of the file: pid, data folder, start, port, socket folder, address, memory key, status (PostgreSQL 18 sources,
 * src/include/utils/pidfile.h).
 */
export async function findPostmaster(place: Place): Promise<Postmaster | null> {
  const file = join(place.cluster, 'postmaster.pid');
  const lines = (await readIfPresent(file))?.split('\n') ?? [];
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!pid || !isAlive(pid)) {
    return null;
  }

  if (await isSomethingElse(pid)) {
    await rm(file, { force: true });
    return null;
  }

  const port = Number.parseInt(lines[3] ?? '', 10);
  return { pid, port, isReady: port > 0 && lines[7]?.trim() === 'ready' };
}

/** True while a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Waits until the process is gone; a zombie counts as gone. */
export async function waitUntilGone(pid: number, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (isAlive(pid) && !(await isZombie(pid)) && performance.now() < deadline) {
    await delay(20);
  }
}

/** Only Linux tells without a foreign program; elsewhere the process counts as our server. */
async function isSomethingElse(pid: number): Promise<boolean> {
  const commandLine = await readIfPresent(`/proc/${pid}/cmdline`);
  return (await isZombie(pid)) || (commandLine !== null && !/postgres/.test(commandLine.split('\0')[0] ?? ''));
}

/** A dead process whose parent does not collect it, as where the app is process 1 of a container. */
async function isZombie(pid: number): Promise<boolean> {
  const status = await readIfPresent(`/proc/${pid}/stat`);
  return status !== null && /^[ZX]/.test(status.slice(status.lastIndexOf(')') + 2));
}

async function readIfPresent(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return null;
    }
    throw error;
  }
}
