import type { Scope } from '../../src/platform/db/scope.ts';
import { listLastMoves } from '../../src/pricing/diagnosis/list-last-moves.ts';
import { listenerOf } from '../../src/pricing/diagnosis/tell-funnel.ts';
import { writeFunnel, writeMoves, writeWalks } from '../../src/pricing/diagnosis/write-funnel.ts';
import { diagnoseRepricing } from '../../src/pricing/index.ts';
import { type Question, Refusal } from './subject.ts';

const MOVES = 10;

/** Why prices of a company do not move: the funnel of each store and its last price changes, or the walk of one listing. */
export async function diagnoseRepricer(scope: Scope, { words, language, storeId, sku }: Question): Promise<string[]> {
  const listings = sku === undefined ? [undefined] : await findListings(scope, { sku, storeId });
  const lines: string[] = [];
  for (const listingId of listings) {
    const diagnosis = await diagnoseRepricing(scope, { storeId, listingId });
    const listener = listenerOf(words, language, diagnosis);
    if (diagnosis.stores.length === 0) {
      lines.push(words.t(language, 'pricing-funnel-no-stores'));
    }
    for (const store of diagnosis.stores) {
      const moves = await listLastMoves(scope, { storeId: store.storeId, listingId, limit: MOVES });
      const body =
        listingId === undefined ? writeFunnel(listener, store) : writeWalks(listener, { ...diagnosis, store });
      lines.push('', ...body, '', ...writeMoves(listener, moves));
    }
  }
  return lines;
}

async function findListings(scope: Scope, { sku, storeId }: { sku: string; storeId: string | undefined }) {
  const rows = await scope.em.execute<{ id: string }[]>(
    'select id from listings where sku = ? and (?::uuid is null or store_id = ?) order by id',
    [sku, storeId ?? null, storeId ?? null],
  );
  if (rows.length === 0) {
    throw new Refusal(`No listing has the sku ${sku} there.`);
  }
  return rows.map(({ id }) => id);
}
