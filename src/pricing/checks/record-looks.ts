import { Company } from '../../companies/index.ts';
import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import type { CardLook } from './claim-cards.ts';
import { shareCards } from './claim-cards.ts';
import { endMassQuestion, holdMasses } from './hold-masses.ts';
import { isHeld, type StoreHold } from './hold-store.ts';
import { judge } from './judge.ts';
import type { StoreFacts } from './judge-input.ts';
import type { Judgement } from './judgement.ts';
import { ruleFloors } from './least-prices.ts';
import type { Check } from './list-checks.ts';
import { loadDecisions, loadPrices } from './load-prices.ts';
import { secondsAfter } from './seconds-after.ts';
import { StorePricing } from './store-pricing.entity.ts';
import { writeJudgements } from './write-judgements.ts';

/** A check with what its card looked like. */
export interface AnsweredCheck {
  readonly check: Check;
  readonly look: CardLook;
}

/** Answers of one store to be written down. */
export interface Record {
  readonly hold: StoreHold;
  readonly answers: readonly AnsweredCheck[];
  readonly settings: PricingSettings;
}

/** What a record has led to. */
export interface Recorded {
  /** Moves that may leave now. */
  readonly moves: number;
  readonly judgements: readonly Judgement[];
}

/**
 * Judges looks at cards and writes all of it down in one scope: the looks for everybody, the prices and moves of this
 * store. Nothing is written, and everything stays due, where the store is no longer ours or can't be worked on any more.
 */
export async function recordLooks(scope: Scope, { hold, answers, settings }: Record): Promise<Recorded> {
  const store = await loadStore(scope, hold);
  if (!store) {
    return { moves: 0, judgements: [] };
  }

  await keepLooks(scope, answers, settings);
  const ids = answers.map(({ check }) => check.listingPriceId);
  const prices = await loadPrices(scope, hold.storeId, ids);
  const since = secondsAfter(scope.now(), -Math.max(settings.rejectionSeconds, 3_600));
  const decisions = await loadDecisions(scope, { ids, since });
  const floorsOf = await ruleFloors(scope, prices, store.facts);
  const looks = new Map(answers.map(({ check, look }) => [check.listingPriceId, look]));
  const judgements = prices.flatMap((price) => {
    const seen = looks.get(price.id);
    const shared = { price, decisions: decisions.get(price.id) ?? [], store: store.facts, now: scope.now(), settings };
    return seen ? [judge({ ...shared, seen, ...floorsOf(price), customTiyn: null })] : [];
  });
  const guarded = await holdMasses(scope, judgements, store.pricing);
  await writeJudgements(scope, guarded);
  await endMassQuestion(scope, store.pricing);
  return { moves: guarded.filter(({ move }) => move?.state === 'proposed').length, judgements: guarded };
}

interface LoadedStore {
  readonly facts: StoreFacts;
  readonly pricing: StorePricing;
}

async function loadStore(scope: Scope, hold: StoreHold): Promise<LoadedStore | undefined> {
  if (!(await isHeld(scope, hold))) {
    return undefined;
  }

  const stores = await scope.em.find(Store, {});
  const store = stores.find(({ id }) => id === hold.storeId);
  if (!store?.merchantUid || !store.isActive || store.reauthReason) {
    return undefined;
  }

  const pricing = await scope.em.findOneOrFail(StorePricing, { lease: hold.lease });
  const company = await scope.em.findOneOrFail(Company, { id: scope.companyId });
  const { warMoves, maxMoveBps } = pricing;
  return {
    pricing,
    facts: {
      storeId: store.id,
      merchantUid: store.merchantUid,
      siblingMerchantIds: stores.flatMap(({ id, merchantUid }) => (id === store.id ? [] : (merchantUid ?? []))),
      zone: company.zone,
      taxRegime: company.taxRegime ?? null,
      cityId: store.cityId,
      warLimit: warMoves == null ? null : { moves: warMoves, withinMinutes: 60 },
      maxMoveBps: maxMoveBps ?? null,
    },
  };
}

/** Every look is kept once as history, and the newest where other companies on the card find it. */
async function keepLooks(scope: Scope, answers: readonly AnsweredCheck[], settings: PricingSettings): Promise<void> {
  const own = answers.map(({ look }) => look).filter(({ isShared, packed }) => !isShared && packed.length > 0);
  const distinct = [...new Set(own)];
  if (distinct.length === 0) {
    return;
  }

  const rows = distinct.map(({ masterSku, cityId, packed, fetchedAt }) => ({
    ...{ id: newId(), masterSku, cityId, offers: packed, seenAt: fetchedAt },
  }));
  await scope.em.execute(
    `insert into offer_observations (id, seen_at, master_sku, city_id, offers)
       select id, "seenAt", "masterSku", "cityId", offers from jsonb_to_recordset(?::jsonb)
         v(id uuid, "seenAt" timestamptz, "masterSku" text, "cityId" text, offers jsonb)`,
    [JSON.stringify(rows)],
  );
  if (settings.freshnessSeconds > 0) {
    await shareCards(scope, distinct);
  }
}
