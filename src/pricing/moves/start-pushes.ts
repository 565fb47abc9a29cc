import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { PricePush } from '../../stores/index.ts';
import { sellable } from '../checks/due-stores.ts';
import { isHeld, type StoreHold } from '../checks/hold-store.ts';
import { loadSubject } from '../checks/price-subject.ts';
import { secondsAfter } from '../checks/seconds-after.ts';
import { StorePricing } from '../checks/store-pricing.entity.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { callOff, obstacleTo } from './call-off.ts';
import { type BudgetLeft, readBudget } from './change-budget.ts';
import { composePush } from './compose-push.ts';
import type { PublishPhase } from './price-channel.ts';
import { PriceDecision, unresolvedStates } from './price-decision.entity.ts';

/** A push that is written down as on its way. */
export interface StartedPush {
  readonly decisionId: string;
  readonly push: PricePush;
}

/** Which moves to start. */
export interface Start {
  readonly hold: StoreHold;
  readonly settings: PricingSettings;
  readonly phase: PublishPhase;
}

/** What has been started; `isDone` when nothing else may leave in this phase. */
export interface Started {
  readonly pushes: readonly StartedPush[];
  readonly isDone: boolean;
}

/**
 * Picks the moves that leave next and marks them as on their way: what the seller has set first, then what brings a price
 * back between its bounds, then what is worth most; never more than the change budget allows. Each is looked at once
 * more: one that may not leave any longer is called off. One price of a listing leaves at a time, so that no push brings
 * back a price of another city.
 */
export async function startPushes(scope: Scope, { hold, settings, phase }: Start): Promise<Started> {
  if (!(await isHeld(scope, hold))) {
    return { pushes: [], isDone: true };
  }

  const pricing = await scope.em.findOneOrFail(StorePricing, { lease: hold.lease });
  if (pricing.pushRestUntil && pricing.pushRestUntil > scope.now()) {
    await noteWaiting(scope, pricing, { wait: 'rest', nextAt: pricing.pushRestUntil });
    return { pushes: [], isDone: true };
  }

  const budget = await readBudget(scope, pricing);
  const candidates = await listCandidates(scope, hold.storeId, settings);
  const leaving = await choose(scope, candidates, { budget, phase, storeId: hold.storeId, most: settings.pushBatch });
  const pushes: StartedPush[] = [];
  for (const { id } of leaving) {
    const push = await startOne(scope, id, settings);
    if (push) {
      pushes.push({ decisionId: id, push });
    }
  }
  if (leaving.length === 0 && phase === 'after') {
    await closePhase(scope, pricing, { candidates, budget });
  }
  return { pushes, isDone: leaving.length === 0 };
}

interface Candidate {
  readonly id: string;
  readonly listingId: string;
  readonly isByHand: boolean;
  readonly isFirst: boolean;
}

/**
 * Moves that wait, in the order in which they leave. A rule's move that neither a look nor the seller has confirmed lately
 * is not one, nor is any of a store that can't be entered: picked again and again, it would keep the run going for ever.
 */
async function listCandidates(scope: Scope, storeId: string, settings: PricingSettings): Promise<Candidate[]> {
  return scope.em.execute<Candidate[]>(
    `select d.id, d.listing_id as "listingId", d.reason = 'set_by_hand' as "isByHand",
       d.reason = 'set_by_hand' or d.is_urgent or d.approved_at is not null as "isFirst"
     from price_decisions d join listings l on l.id = d.listing_id join stores s on s.id = d.store_id
     where d.store_id = ? and d.state = 'proposed' and ${sellable}
       and s.is_active and s.reauth_reason is null and s.merchant_uid is not null
       and (d.reason = 'set_by_hand' or greatest(d.decided_at, d.approved_at) > ?)
     order by d.reason = 'set_by_hand' desc, d.is_urgent desc, d.approved_at is not null desc, d.gain_tiyn desc, d.id`,
    [storeId, secondsAfter(scope.now(), -settings.staleMoveSeconds)],
  );
}

interface Choice {
  readonly budget: BudgetLeft;
  readonly phase: PublishPhase;
  readonly storeId: string;
  readonly most: number;
}

/**
 * While cards are still being looked at, the best moves may be yet to come: then only as much leaves as leaves room for
 * everything that is due.
 */
async function choose(scope: Scope, candidates: readonly Candidate[], choice: Choice): Promise<Candidate[]> {
  const { budget, phase, storeId, most } = choice;
  const isRoomy =
    phase === 'after' || (phase === 'during' && (await isRoomForAll(scope, candidates, { budget, storeId })));
  const listings = new Set<string>();
  const chosen: Candidate[] = [];
  for (const one of candidates) {
    const room = one.isByHand ? budget.byHand : budget.byRule;
    const mayGo = (isRoomy || one.isFirst) && chosen.length < Math.min(room, most) && !listings.has(one.listingId);
    if (mayGo) {
      listings.add(one.listingId);
      chosen.push(one);
    }
  }
  return chosen;
}

async function isRoomForAll(
  scope: Scope,
  candidates: readonly Candidate[],
  { budget, storeId }: { budget: BudgetLeft; storeId: string },
): Promise<boolean> {
  const room = budget.byRule - candidates.length;
  if (room < 0) {
    return false;
  }

  const due = await scope.em.execute<unknown[]>(
    `select 1 from listing_prices where store_id = ? and is_priority in (true, false) and next_check_at <= ? limit ?`,
    [storeId, scope.now(), room + 1],
  );
  return due.length <= room;
}

async function startOne(scope: Scope, decisionId: string, settings: PricingSettings): Promise<PricePush | undefined> {
  const found = await scope.em.findOneOrFail(PriceDecision, { id: decisionId });
  const subject = await loadSubject(scope, found.listingPriceId);
  const decision = await scope.em.findOne(PriceDecision, { id: decisionId, state: 'proposed' }, { refresh: true });
  if (!decision || !subject) {
    return undefined;
  }

  const { price, listing, store } = subject;
  const isNothingNew = price.pendingTiyn == null && price.currentTiyn === decision.toTiyn;
  const obstacle = isNothingNew ? '' : obstacleTo(subject, decision);
  if (obstacle !== undefined) {
    await callOff(scope, decision, { obstacle, settings });
    return undefined;
  }

  const open = { listingPriceId: pointingAt(scope, price.id), state: { $in: [...unresolvedStates] } };
  await scope.em.nativeUpdate(PriceDecision, open, { state: 'replaced', settledAt: scope.now() });
  const marks = { state: 'pushing' as const, channel: 'cabinet' as const, pushedAt: scope.now(), waitsFor: null };
  await scope.em.nativeUpdate(PriceDecision, { id: decisionId }, { ...marks, fromTiyn: price.currentTiyn });
  // Made up first: it reads the listing's prices anew.
  const push = await composePush(scope, { store, listing, listingPriceId: price.id, toTiyn: decision.toTiyn });
  price.pendingTiyn = decision.toTiyn;
  price.pendingSince = scope.now();
  price.nextCheckAt = secondsAfter(scope.now(), settings.verifySeconds);
  return push;
}

interface Closing {
  readonly candidates: readonly Candidate[];
  readonly budget: BudgetLeft;
}

/** Says of what is left what it waits for, and when to look again; the seller is told once that the budget is spent. */
async function closePhase(scope: Scope, pricing: StorePricing, { candidates, budget }: Closing): Promise<void> {
  const nextAt = candidates[0]?.isByHand ? budget.nextByHandAt : budget.nextByRuleAt;
  if (candidates.length === 0 || nextAt === null) {
    await noteWaiting(scope, pricing, { wait: null, nextAt: null });
    return;
  }

  await noteWaiting(scope, pricing, { wait: 'budget', nextAt });
  if (pricing.budgetToldAt == null) {
    pricing.budgetToldAt = scope.now();
    scope.emit('pricing.budgetSpent', { storeId: pricing.storeId, waiting: candidates.length });
  }
}

async function noteWaiting(
  scope: Scope,
  pricing: StorePricing,
  { wait, nextAt }: { wait: 'rest' | 'budget' | null; nextAt: Date | null },
): Promise<void> {
  pricing.nextPushAt = nextAt;
  if (wait === null) {
    pricing.budgetToldAt = null;
    return;
  }

  await scope.em.execute(
    `update price_decisions set waits_for = ?, updated_at = ? where store_id = ? and state = 'proposed'
       and waits_for is distinct from ?`,
    [wait, scope.now(), pricing.storeId, wait],
  );
}
