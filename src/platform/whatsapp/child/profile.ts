import { readFile, readlink, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const links = ['SingletonLock', 'SingletonCookie', 'SingletonSocket'];
const ownerWaitMs = 5_000;
const ownerPollMs = 100;

/** The browser profile of a session, where whatsapp-web.js keeps it. */
export function profileOf(dataPath: string, sessionId: string): string {
  return join(dataPath, `session-${sessionId}`);
}

/**
 * Removes the marks of a browser that died or lived in another container, which would block the start.
 * @throws when a living browser still uses the profile after 5 s
 */
export async function freeProfile(profile: string): Promise<void> {
  const deadline = Date.now() + ownerWaitMs;
  while (await isInUse(profile)) {
    if (Date.now() > deadline) {
      throw new Error('another browser uses the profile of this session');
    }
    await delay(ownerPollMs);
  }
  await Promise.all(links.map((link) => rm(join(profile, link), { force: true })));
}

/** Forgets the login: the profile of a logged-out session is worth nothing. */
export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

// The lock is a link to `<host>-<pid>`. The pid may belong to another program by now, so its command line decides.
async function isInUse(profile: string): Promise<boolean> {
  const owner = await readlink(join(profile, 'SingletonLock')).catch(() => '');
  const [, host, pid] = /^(.*)-(\d+)$/.exec(owner) ?? [];
  if (host !== hostname() || !pid) {
    return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes(profile);
}
