import type { Scope } from '../../platform/db/scope.ts';
import type { Judgement } from './judgement.ts';
import { secondsAfter } from './seconds-after.ts';
import type { StorePricing } from './store-pricing.entity.ts';

/** A shop with few prices moves most of them in a cycle as a matter of course. */
const FEWEST_MOVES = 20;
/** The interval of a rule as it is from the start: one cycle. */
const CYCLE_SECONDS = 900;
/** After a no the seller is left in peace so long. */
const REFUSED_SECONDS = 86_400;

/** The store as far as this guard looks at it. */
export type MassLimits = Pick<StorePricing, 'storeId' | 'maxStoreShareBps' | 'massAllowedUntil' | 'massAskedAt'>;

/**
 * The guard of a whole store: when more than a share of its prices would move within one cycle, the moves beyond it wait,
 * and the seller is asked once; after a no not again for a day. What waits goes on waiting until the seller has answered
 * or there are not too many any more. What brings a price back between its bounds is never held.
 */
export async function holdMasses(
  scope: Scope,
  judgements: readonly Judgement[],
  store: MassLimits,
): Promise<readonly Judgement[]> {
  const { storeId, maxStoreShareBps, massAllowedUntil } = store;
  const fresh = judgements.filter(isHoldable).map(({ price }) => price.id);
  const isAllowed = massAllowedUntil != null && massAllowedUntil > scope.now();
  if (fresh.length === 0 || maxStoreShareBps == null || isAllowed) {
    return judgements;
  }

  const { moved, held, total, waiting, is_refused: isRefused } = await countMoves(scope, storeId, fresh);
  const most = Math.max(FEWEST_MOVES, Math.floor((total * maxStoreShareBps) / 10_000));
  const moves = moved + held + fresh.length;
  if (moves <= most) {
    return judgements;
  }

  if (store.massAskedAt == null && !isRefused) {
    await scope.em.execute('update store_pricings set mass_asked_at = ? where store_id = ?', [scope.now(), storeId]);
    scope.emit('pricing.massHeld', { storeId, moves, prices: total });
  }
  let left = Math.max(0, most - moved);
  return judgements.map((judgement) => {
    const { move, price } = judgement;
    if (!move || !isHoldable(judgement) || (!waiting.includes(price.id) && left-- > 0)) {
      return judgement;
    }
    return { ...judgement, move: { ...move, state: 'held' as const, waitsFor: 'mass' as const } };
  });
}

/** Takes the question back once no move waits for its answer any more, so that the next mass is asked about again. */
export async function endMassQuestion(scope: Scope, { storeId, massAskedAt }: MassLimits): Promise<void> {
  if (massAskedAt != null) {
    await scope.em.execute(
      `update store_pricings set mass_asked_at = null where store_id = ? and not exists
         (select 1 from price_decisions where store_id = ? and state = 'held' and waits_for = 'mass')`,
      [storeId, storeId],
    );
  }
}

function isHoldable({ move }: Judgement): boolean {
  return move?.state === 'proposed' && move.approvedAt === null && !move.isUrgent && move.reason !== 'set_by_hand';
}

interface MoveCounts {
  /** Other prices that have moved within the cycle, or will as soon as they are sent. */
  readonly moved: number;
  /** Other prices that are held. */
  readonly held: number;
  readonly total: number;
  /** Those of the given prices that are held already. */
  readonly waiting: readonly string[];
  readonly is_refused: boolean;
}

async function countMoves(scope: Scope, storeId: string, priceIds: readonly string[]): Promise<MoveCounts> {
  const [counts] = await scope.em.execute<MoveCounts[]>(
    `with these as (select unnest(?::uuid[]) as id), held as (select listing_price_id as id from price_decisions
         where store_id = ? and state = 'held' and waits_for = 'mass')
     select (select count(distinct listing_price_id)::int from price_decisions where store_id = ? and decided_at > ?
         and reason <> 'set_by_hand' and state in ('proposed', 'pushing', 'pending', 'applied', 'unknown')
         and listing_price_id not in (select id from these)) as moved,
       (select count(*)::int from held where id not in (select id from these)) as held,
       (select count(*)::int from listing_prices where store_id = ? and is_priority in (true, false)
         and next_check_at is not null) as total,
       (select coalesce(jsonb_agg(id), '[]') from held where id in (select id from these)) as waiting,
       exists (select 1 from price_decisions where store_id = ? and state = 'rejected' and waits_for = 'mass'
         and settled_at > ?) as is_refused`,
    [
      ...[`{${priceIds.join(',')}}`, storeId, storeId, secondsAfter(scope.now(), -CYCLE_SECONDS)],
      ...[storeId, storeId, secondsAfter(scope.now(), -REFUSED_SECONDS)],
    ],
  );
  return counts ?? { moved: 0, held: 0, total: 0, waiting: [], is_refused: false };
}
