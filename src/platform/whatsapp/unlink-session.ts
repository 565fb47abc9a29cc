import { profileOf, removeProfile } from './child/profile.ts';
import type { SessionOptions } from './child-protocol.ts';
import type { SessionState } from './session-events.ts';
import { SessionRefusal } from './session-refusal.ts';
import type { WhatsAppSessions } from './whatsapp-sessions.ts';

const patienceMs = 120_000;

/** States in which there is nothing to unlink, or nothing more to be done about it. */
const ends: readonly (SessionState | undefined)[] = [
  'waiting_for_scan',
  'waiting_for_passkey',
  'logged_out',
  'restricted',
  'failed',
];

/** Closed by somebody else, as when the process ends. */
const closed: readonly (SessionState | undefined)[] = ['stopped', undefined];

/**
 * Unlinks a number wherever its session stands: opens it, logs out once it is ready, and forgets its login also when
 * that does not come within two minutes. @returns false when the session was closed meanwhile; then ask again
 */
export async function unlinkSession(
  sessions: Pick<WhatsAppSessions, 'open' | 'close' | 'logout' | 'status' | 'on'>,
  sessionId: string,
  options: SessionOptions,
): Promise<boolean> {
  const deadline = AbortSignal.timeout(patienceMs);
  await sessions.open(sessionId, options);
  let state = await settled(sessions, sessionId, deadline);
  while (state === 'ready' && !(await isLoggedOut(sessions, sessionId))) {
    state = await settled(sessions, sessionId, deadline);
  }
  if (closed.includes(state)) {
    return false;
  }

  await sessions.close(sessionId);
  await removeProfile(profileOf(options.dataPath, sessionId));
  return true;
}

/** False when the page was just not ready after all. */
async function isLoggedOut(sessions: Pick<WhatsAppSessions, 'logout'>, sessionId: string): Promise<boolean> {
  try {
    await sessions.logout(sessionId);
    return true;
  } catch (error) {
    if (error instanceof SessionRefusal) {
      return false;
    }
    throw error;
  }
}

/** The first state in which something can be decided; the last one when the time is over. */
function settled(
  sessions: Pick<WhatsAppSessions, 'status' | 'on'>,
  sessionId: string,
  deadline: AbortSignal,
): Promise<SessionState | undefined> {
  const { promise, resolve } = Promise.withResolvers<SessionState | undefined>();
  const look = () => {
    const state = sessions.status(sessionId)?.state;
    if (state === 'ready' || ends.includes(state) || closed.includes(state) || deadline.aborted) {
      resolve(state === 'ready' && deadline.aborted ? 'failed' : state);
    }
  };
  const stopListening = sessions.on(look);
  deadline.addEventListener('abort', look);
  look();
  return promise.finally(() => {
    stopListening();
    deadline.removeEventListener('abort', look);
  });
}
