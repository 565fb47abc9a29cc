import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { announceFailures } from '../moves/take-back.ts';
import { tellViewChanges } from '../views/price-view.ts';
import type { DecisionChange, Judgement, JudgementNews, PriceAfter, WaitingMove } from './judgement.ts';

/** Writes what looks have led to, and announces it: one statement per table, whatever the number of looks. */
export async function writeJudgements(scope: Scope, judgements: readonly Judgement[]): Promise<void> {
  await writePrices(
    scope,
    judgements.map(({ price }) => price),
  );
  await changeDecisions(
    scope,
    judgements.flatMap(({ changes }) => changes),
  );
  const moves = judgements.flatMap(({ move }) => move ?? []);
  await addMoves(
    scope,
    moves.filter(({ rowId }) => rowId === undefined),
  );
  await refreshMoves(
    scope,
    moves.filter(({ rowId }) => rowId !== undefined),
  );
  await announce(scope, judgements);
}

async function writePrices(scope: Scope, prices: readonly PriceAfter[]): Promise<void> {
  await scope.em.execute(
    `update listing_prices p set current_tiyn = v."currentTiyn", pending_tiyn = v."pendingTiyn",
       pending_since = v."pendingSince", target_tiyn = v."targetTiyn", rank = v.rank, offers_count = v."offersCount",
       leader_tiyn = v."leaderTiyn", leader_name = v."leaderName", last_reason = v."lastReason",
       last_params = v."lastParams", checked_at = v."checkedAt", next_check_at = v."nextCheckAt", updated_at = ?,
       version = version + 1
     from jsonb_to_recordset(?::jsonb) v(id uuid, "currentTiyn" bigint, "pendingTiyn" bigint, "pendingSince" timestamptz,
       "targetTiyn" bigint, rank int, "offersCount" int, "leaderTiyn" bigint, "leaderName" text, "lastReason" text,
       "lastParams" jsonb, "checkedAt" timestamptz, "nextCheckAt" timestamptz)
     where p.id = v.id`,
    [scope.now(), JSON.stringify(prices)],
  );
}

async function changeDecisions(scope: Scope, changes: readonly DecisionChange[]): Promise<void> {
  if (changes.length === 0) {
    return;
  }

  await scope.em.execute(
    `update price_decisions d set state = v.state, failure = coalesce(v.failure, d.failure), settled_at = v."settledAt",
       waits_for = null, updated_at = ?, version = version + 1
     from jsonb_to_recordset(?::jsonb) v(id uuid, state text, failure text, "settledAt" timestamptz) where d.id = v.id`,
    [scope.now(), JSON.stringify(changes)],
  );
}

const moveColumns = `id uuid, "listingId" uuid, "listingPriceId" uuid, "fromTiyn" bigint, "toTiyn" bigint, reason text,
  params jsonb, "rivalMerchantId" text, "rivalTiyn" bigint, "gainTiyn" bigint, "isUrgent" boolean, "rankBefore" int,
  "rankAfter" int, attempt int, state text, "waitsFor" text, "approvedAt" timestamptz, "rowId" uuid`;

async function addMoves(scope: Scope, moves: readonly WaitingMove[]): Promise<void> {
  if (moves.length === 0) {
    return;
  }

  const rows = moves.map((move) => ({ ...move, id: newId() }));
  await scope.em.execute(
    `insert into price_decisions (id, created_at, updated_at, company_id, store_id, listing_id, listing_price_id,
       decided_at, from_tiyn, to_tiyn, reason, params, rival_merchant_id, rival_tiyn, gain_tiyn, is_urgent, rank_before,
       rank_after, attempt, state, waits_for, approved_at)
     select v.id, ?, ?, p.company_id, p.store_id, v."listingId", v."listingPriceId", ?, v."fromTiyn", v."toTiyn", v.reason,
       v.params, v."rivalMerchantId", v."rivalTiyn", v."gainTiyn", v."isUrgent", v."rankBefore", v."rankAfter", v.attempt,
       v.state, v."waitsFor", v."approvedAt"
     from jsonb_to_recordset(?::jsonb) v(${moveColumns}) join listing_prices p on p.id = v."listingPriceId"`,
    [scope.now(), scope.now(), scope.now(), JSON.stringify(rows)],
  );
  for (const { id, listingId, listingPriceId, state, waitsFor } of rows) {
    if (state === 'held' && waitsFor === 'approval') {
      scope.emit('price.moveHeld', { listingId, listingPriceId, decisionId: id });
    }
  }
}

/** Brings moves that wait already up to date; one that the seller was asked about is not asked about again. */
async function refreshMoves(scope: Scope, moves: readonly WaitingMove[]): Promise<void> {
  if (moves.length === 0) {
    return;
  }

  const rows = await scope.em.execute<{ id: string; listing_id: string; listing_price_id: string }[]>(
    `with before as (select id, state, waits_for from price_decisions where id in (select (v->>'rowId')::uuid from jsonb_array_elements(?::jsonb) v))
     update price_decisions d set decided_at = ?, from_tiyn = v."fromTiyn", to_tiyn = v."toTiyn", reason = v.reason,
       params = v.params, rival_merchant_id = v."rivalMerchantId", rival_tiyn = v."rivalTiyn", gain_tiyn = v."gainTiyn",
       is_urgent = v."isUrgent", rank_before = v."rankBefore", rank_after = v."rankAfter", attempt = v.attempt,
       state = v.state, approved_at = v."approvedAt", updated_at = ?, version = version + 1,
       waits_for = case when v.state = 'held' or d.state = 'held' then v."waitsFor" else d.waits_for end
     from jsonb_to_recordset(?::jsonb) v(${moveColumns}), before where d.id = v."rowId" and before.id = d.id
       and d.state in ('held', 'proposed')
     returning d.id, d.listing_id, d.listing_price_id, d.state = 'held' and d.waits_for = 'approval'
       and (before.state <> 'held' or before.waits_for <> 'approval') as is_news`,
    [JSON.stringify(moves), scope.now(), scope.now(), JSON.stringify(moves)],
  );
  for (const row of rows as ((typeof rows)[number] & { is_news: boolean })[]) {
    if (row.is_news) {
      const { id: decisionId, listing_id: listingId, listing_price_id: listingPriceId } = row;
      scope.emit('price.moveHeld', { listingId, listingPriceId, decisionId });
    }
  }
}

async function announce(scope: Scope, judgements: readonly Judgement[]): Promise<void> {
  tellViewChanges(
    scope,
    judgements.filter(({ isView }) => isView).map(({ listingId }) => listingId),
  );
  const failed: { decisionId: string; failure: string }[] = [];
  for (const { listingId, price, news } of judgements) {
    for (const one of news) {
      if (one.kind === 'failed') {
        failed.push(one);
      } else {
        tell(scope, { listingId, listingPriceId: price.id }, one);
      }
    }
  }
  await announceFailures(scope, failed);
}

type Place = { readonly listingId: string; readonly listingPriceId: string };

function tell(scope: Scope, place: Place, news: Exclude<JudgementNews, { kind: 'failed' }>): void {
  if (news.kind === 'moved') {
    const { decisionId, fromTiyn, toTiyn, reason } = news;
    scope.emit('price.moved', { ...place, decisionId, fromTiyn, toTiyn, reason });
  } else if (news.kind === 'floor-reached') {
    scope.emit('price.floorReached', { ...place, minTiyn: news.minTiyn, reason: news.reason });
  } else {
    scope.emit('price.warFound', { ...place, rival: news.rival });
  }
}
