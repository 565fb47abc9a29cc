import { redeemSignInLink } from '../../src/access/index.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { openDoors } from '../support/doors.ts';

/** Opens the database; the task trades the link's token for a cookie's. */
export async function prepare({ urls, token }: { urls: DatabaseUrls; token: string }) {
  const { inSystem } = openDoors(urls);
  return async () => (await redeemSignInLink({ inSystem }, { token })).cookieToken;
}
