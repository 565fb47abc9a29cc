import type { Scope } from '../../platform/db/scope.ts';
import { decide } from '../decisions/decide.ts';
import { blindReasons, type Decision, floorReasons } from '../decisions/decision.ts';
import { intoWorkHours, isInWorkHours } from '../decisions/work-hours.ts';
import { PriceDecision } from '../moves/price-decision.entity.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import type { PricingRule } from '../rules/pricing-rule.entity.ts';
import { tellViewChange, viewOf } from '../views/price-view.ts';
import { loadSubject, type PriceSubject, secondsAfter } from './price-subject.ts';
import type { SeenOffers } from './read-card-offers.ts';
import { settlePrice } from './settle-price.ts';
import { steadyReason } from './steady-reason.ts';

/** A look at one listing price. */
export interface Look {
  readonly listingPriceId: string;
  readonly seen: SeenOffers;
  readonly settings: PricingSettings;
}

/**
 * Settles the price sent last, decides the next one, and writes down what has to be sent before it is sent. No price is
 * decided while one is on its way, the rule is off, or it is not time to work. Answers the decision to be sent.
 */
export async function judgePrice(scope: Scope, look: Look): Promise<string | undefined> {
  const subject = await loadSubject(scope, look.listingPriceId);
  if (!subject) {
    return undefined;
  }

  const before = viewOf(subject.price);
  const outgoing = await settleAndDecide(scope, subject, look);
  if (viewOf(subject.price) !== before) {
    tellViewChange(scope, subject.price);
  }
  return outgoing;
}

async function settleAndDecide(scope: Scope, subject: PriceSubject, look: Look) {
  const settlement = await settlePrice(scope, subject, look);
  const { price, rule, zone } = subject;
  price.checkedAt = scope.now();
  if (settlement.kind === 'waiting') {
    price.nextCheckAt = secondsAfter(scope.now(), look.settings.verifySeconds);
    return undefined;
  }

  if (settlement.kind === 'gave-up') {
    price.nextCheckAt = secondsAfter(scope.now(), look.settings.failurePauseSeconds);
    return undefined;
  }

  if (!rule?.isEnabled || price.minTiyn == null) {
    price.nextCheckAt = null;
    return undefined;
  }

  if (!isInWorkHours(scope.now(), rule, zone)) {
    price.nextCheckAt = intoWorkHours(scope.now(), rule, zone);
    return undefined;
  }

  return act(scope, { ...subject, rule }, { ...look, attempt: settlement.attempt });
}

type RuledSubject = PriceSubject & { readonly rule: PricingRule };

async function act(scope: Scope, subject: RuledSubject, look: Look & { attempt: number }) {
  const { price, rule, store } = subject;
  const decision = decide({
    offers: look.seen.offers,
    ownMerchantId: store.merchantUid,
    siblingMerchantIds: subject.siblingMerchantIds,
    rule: { ...rule, rivalMerchantId: rule.rivalMerchantId ?? null },
    price: {
      currentTiyn: price.currentTiyn,
      minTiyn: price.minTiyn ?? null,
      maxTiyn: price.maxTiyn ?? null,
      handSetTiyn: price.handSetTiyn,
    },
  });
  noteView(scope, subject, decision);
  if (decision.isMove) {
    return recordMove(scope, subject, { decision, look });
  }

  const { longestCheckSeconds = Number.POSITIVE_INFINITY } = look.settings;
  const next = secondsAfter(scope.now(), Math.min(rule.checkIntervalSeconds, longestCheckSeconds));
  price.nextCheckAt = intoWorkHours(next, rule, subject.zone);
  return undefined;
}

/** Keeps what screens show, and tells once that the minimum holds the price. */
function noteView(scope: Scope, { price }: PriceSubject, decision: Decision): void {
  const before = steadyReason(price);
  const isBlind = blindReasons.includes(decision.reason);
  if (floorReasons.includes(decision.reason) && !floorReasons.some((reason) => reason === before)) {
    const { listingId, id, minTiyn } = price;
    scope.emit('price.floorReached', { listingId, listingPriceId: id, minTiyn: minTiyn ?? 0, reason: decision.reason });
  }

  price.targetTiyn = decision.targetTiyn;
  price.lastReason = decision.reason;
  price.lastParams = isBlind ? { ...decision.params, before } : decision.params;
  price.rank = decision.rankBefore;
  price.offersCount = isBlind ? null : decision.offersCount;
  price.leaderTiyn = decision.leader?.priceTiyn ?? null;
  price.leaderName = decision.leader?.name ?? null;
}

interface Move {
  readonly decision: Decision;
  readonly look: Look & { readonly attempt: number };
}

function recordMove(scope: Scope, subject: RuledSubject, { decision, look }: Move): string {
  const { price, listing } = subject;
  const row = scope.em.create(PriceDecision, {
    listingId: listing.id,
    listingPriceId: price.id,
    decidedAt: scope.now(),
    fromTiyn: price.currentTiyn,
    toTiyn: decision.targetTiyn,
    reason: decision.reason,
    params: decision.params,
    rankBefore: decision.rankBefore,
    rankAfter: decision.rankAfter,
    state: 'pushing',
    attempt: look.attempt,
  });
  markSending(scope, subject, { toTiyn: decision.targetTiyn, settings: look.settings });
  return row.id;
}

/** Marks a price as on its way; the next look is to see whether it arrived. */
export function markSending(
  scope: Scope,
  { price }: PriceSubject,
  { toTiyn, settings }: { toTiyn: number; settings: PricingSettings },
): void {
  price.pendingTiyn = toTiyn;
  price.pendingSince = scope.now();
  price.nextCheckAt = secondsAfter(scope.now(), settings.verifySeconds);
}
