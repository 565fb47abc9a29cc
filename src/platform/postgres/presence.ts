import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** A mark in the server that one process uses it; a killed process loses its mark by itself. */
export type Presence = Readonly<{
  /** Takes the mark away; true when other processes still have theirs. */
  leave(): Promise<boolean>;
}>;

const markName = 'sauda-presence';

/** Holds one idle connection, which keeps neither this process nor the server alive. */
export async function keepInUse(adminUrl: string): Promise<Presence> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: markName, keepAlive: true });
  // A server that ends first (a crash, an operator's stop) takes the mark along: there is nothing left to mark.
  client.on('error', () => undefined);
  await client.connect();
  const socket = client.connection.stream as Socket;
  socket.unref();
  return {
    async leave() {
      socket.ref();
      await client.end().catch(() => undefined);
      return isStillUsed(adminUrl);
    },
  };
}

/** Asked twice, because two processes that leave together would otherwise each see the other's fading mark. */
async function isStillUsed(adminUrl: string): Promise<boolean> {
  for (const waitMs of [0, 300]) {
    await delay(waitMs);
    if ((await countMarks(adminUrl)) === 0) {
      return false;
    }
  }
  return true;
}

async function countMarks(adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ marks: number }>(
      'select count(*)::int as marks from pg_stat_activity where application_name = $1',
      [markName],
    );
    return rows[0]?.marks ?? 0;
  } catch {
    // The server is already down: nobody uses it.
    return 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}
