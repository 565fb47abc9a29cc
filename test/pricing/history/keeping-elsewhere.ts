import type { DatabaseUrls } from '../../../src/platform/postgres/prepare-database.ts';
import { keepHistory } from '../../../src/pricing/history/keep-history.ts';
import { openDoors } from '../../support/doors.ts';

/** Opens the database; the task keeps its history at the given instant. */
export async function prepare({ urls, at }: { urls: DatabaseUrls; at: string }) {
  const { inSystem } = openDoors(urls, { clock: { now: () => new Date(at) } });
  await inSystem('connect before it begins', ({ em }) => em.execute('select 1'));
  return () => keepHistory({ inSystem, signal: new AbortController().signal });
}
