import { stringify } from 'csv-stringify/sync';
import { DateTime } from 'luxon';
import type { Language } from '../../kernel/language.ts';
import { TIYN } from '../../kernel/money.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { Words } from '../../platform/words/words.ts';
import { PriceDecision } from '../moves/price-decision.entity.ts';
import { findZone } from '../rules/effective-rule.ts';
import { findListing } from '../views/find-price.ts';
import { viewMove } from '../views/move-view.ts';
import { reasonText } from '../views/reason-text.ts';
import { type HistoryQuery, periodOf } from './read-price-history.ts';

/** Most moves in one file. */
const LIMIT = 10_000;

const columns = ['at', 'city', 'from', 'to', 'reason', 'rank-before', 'rank-after', 'state'] as const;

/**
 * A listing's moves of a period as text for spreadsheets, newest first, at most 10 000: semicolons and a byte-order mark, as
 * Excel with a Russian or Kazakh locale reads it; whole tenge; instants in the company's zone. What could act as a formula
 * is made plain text. @throws pricing.listingNotFound, pricing.periodInvalid
 */
export async function writeMovesCsv(
  scope: Scope,
  query: Omit<HistoryQuery, 'cityId'>,
  { words, language }: { words: Words; language: Language },
): Promise<string> {
  await findListing(scope, query.listingId);
  const { from, to } = periodOf(query, scope.now());
  const zone = await findZone(scope);
  const cities = await citiesOf(scope, query.listingId);
  const rows = await scope.em.find(
    PriceDecision,
    { listingId: pointingAt(scope, query.listingId), decidedAt: { $gte: from, $lt: to } },
    { orderBy: { decidedAt: 'desc', id: 'desc' }, limit: LIMIT },
  );
  const cells = rows.map((row) => {
    const move = viewMove(row);
    return [
      DateTime.fromJSDate(move.at, { zone }).toFormat('yyyy-MM-dd HH:mm'),
      cities.get(row.listingPriceId) ?? '',
      ...[move.fromTiyn / TIYN, move.toTiyn / TIYN, reasonText(words, language, move)],
      ...[move.rankBefore, move.rankAfter, words.t(language, `pricing-state-${move.state}`)],
    ];
  });
  const header = columns.map((column) => words.t(language, `pricing-column-${column}`));
  return stringify([header, ...cells], { delimiter: ';', bom: true, escape_formulas: true });
}

async function citiesOf(scope: Scope, listingId: string): Promise<Map<string, string>> {
  const rows = await scope.em.execute<{ id: string; cityId: string }[]>(
    'select id, city_id as "cityId" from listing_prices where listing_id = ? and city_id is not null',
    [listingId],
  );
  return new Map(rows.map(({ id, cityId }) => [id, cityId]));
}
