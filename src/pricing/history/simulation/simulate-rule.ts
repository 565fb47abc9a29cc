import { assertCan } from '../../../companies/index.ts';
import type { Scope } from '../../../platform/db/scope.ts';
import { CardOffers } from '../../checks/card-offers.entity.ts';
import { pricingErrors } from '../../pricing.errors.ts';
import { findZone } from '../../rules/effective-rule.ts';
import { pageLooks } from '../list-looks.ts';
import { unpackOffers } from '../pack-offers.ts';
import { periodOf } from '../read-price-history.ts';
import { ruleFactsOf } from '../rule-facts.ts';
import { type ChangeBudget, createChangeBudget } from './change-budget.ts';
import { listSimulatedPrices, type PriceChoice, type SimulatedPrice } from './list-simulated-prices.ts';
import { createPlayer, type Play, type Played, type Player } from './play-rule.ts';
import {
  type SimulatedListing,
  type SimulatedRule,
  type Simulation,
  type SimulationGuards,
  usualGuards,
} from './simulation.ts';
import { addTallies, emptyTally, outcomeOf } from './tally.ts';

/** How long a simulation may take, seconds. */
const LONGEST_SECONDS = 25;
/** Points of all paths together. */
const PATH_POINTS = 5_000;
/** Fewer looks a price, or a shorter time, promise nothing. */
const ENOUGH_LOOKS = 20;
const ENOUGH_MS = 24 * 3_600_000;

/** Which prices to try which rule on: a listing's, a store's, or all of the company, in one city or in all. */
export interface SimulationInput extends PriceChoice {
  readonly rule: SimulatedRule;
  /** The last two weeks unless told; older looks are not kept. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly guards?: Partial<SimulationGuards> | undefined;
  /** After so long it is given up; 25 if absent. */
  readonly longestSeconds?: number | undefined;
  /** The profit of a sale, tiyn; undefined where the cost is not known. */
  readonly profitOf?: ((priceTiyn: number, price: SimulatedPrice) => number | undefined) | undefined;
}

/**
 * Tells what a rule would have done over the recorded looks at each card, or over what a card shows at present where nothing
 * was recorded. Reads and changes nothing else; looks are read in pages and none is kept.
 * @throws pricing.storeNotFound, pricing.listingNotFound, pricing.periodInvalid, pricing.simulationTooMany,
 * pricing.simulationTooLong
 */
export async function simulateRule(scope: Scope, input: SimulationInput): Promise<Simulation> {
  assertCan(scope, 'pricing.read');
  const period = periodOf(input, scope.now());
  const prices = await listSimulatedPrices(scope, input);
  const run: Run = {
    ...{ input, period, zone: await findZone(scope), budgets: new Map() },
    guards: { ...usualGuards, ...input.guards },
    endsBy: performance.now() + (input.longestSeconds ?? LONGEST_SECONDS) * 1_000,
    pathPoints: Math.min(Math.max(Math.floor(PATH_POINTS / Math.max(prices.length, 1)), 10), 100),
  };
  const results: Result[] = [];
  for (const price of prices) {
    results.push(await simulatePrice(scope, run, price));
  }
  return summarize(run, results);
}

interface Run {
  readonly input: SimulationInput;
  readonly period: { readonly from: Date; readonly to: Date };
  readonly zone: string;
  readonly guards: SimulationGuards;
  readonly budgets: Map<string, ChangeBudget>;
  readonly endsBy: number;
  readonly pathPoints: number;
}

interface Result {
  readonly price: SimulatedPrice;
  readonly basis: SimulatedListing['basis'];
  readonly played: Played;
}

async function simulatePrice(scope: Scope, run: Run, price: SimulatedPrice): Promise<Result> {
  const player = createPlayer(playOf(run, price));
  const { masterSku, cardCityId: cityId } = price;
  if (masterSku === null) {
    return { price, basis: 'none', played: player.end() };
  }

  if ((await seeHistory(scope, run, { player, masterSku, cityId })) > 0) {
    return { price, basis: 'history', played: player.end() };
  }

  const card = await scope.em.findOne(CardOffers, { masterSku, cityId });
  const isSeen = card !== null && card.offers.length > 0;
  if (isSeen) {
    player.see({ seenAt: card.fetchedAt, offers: unpackOffers(card.offers) });
  }
  return { price, basis: isSeen ? 'present' : 'none', played: player.end() };
}

/** Shows the player what was recorded; answers how many looks that were. */
async function seeHistory(
  scope: Scope,
  { input, period, endsBy }: Run,
  { player, ...card }: { player: Player; masterSku: string; cityId: string },
): Promise<number> {
  let looks = 0;
  for await (const page of pageLooks(scope, { ...card, ...period })) {
    if (performance.now() > endsBy) {
      throw pricingErrors.simulationTooLong({ seconds: input.longestSeconds ?? LONGEST_SECONDS });
    }

    page.forEach(player.see);
    looks += page.length;
  }
  return looks;
}

function playOf({ input, period, zone, guards, budgets }: Run, price: SimulatedPrice): Play {
  const budget = budgets.get(price.storeId) ?? createChangeBudget(guards.changeBudget);
  budgets.set(price.storeId, budget);
  return {
    standpoint: {
      ownMerchantId: price.ownMerchantId,
      siblingMerchantIds: price.siblingMerchantIds,
      rule: ruleFactsOf(input.rule),
      price,
    },
    ...{ rule: input.rule, zone, guards, budget, to: period.to },
    profitAt: (tiyn) => input.profitOf?.(tiyn, price),
  };
}

function summarize({ period, pathPoints }: Run, results: readonly Result[]): Simulation {
  const sum = (value: (result: Result) => number) => results.reduce((before, one) => before + value(one), 0);
  const all = (key: 'was' | 'would') =>
    outcomeOf(results.reduce((tally, { played }) => addTallies(tally, played[key]), emptyTally));
  const looks = sum(({ played }) => played.looks);
  const seen = results.filter(({ basis }) => basis !== 'none');
  return {
    ...period,
    listings: results.map((result) => viewResult(result, pathPoints)),
    total: {
      listings: results.length,
      unseen: results.length - seen.length,
      withoutMinimum: results.filter(({ price }) => price.minTiyn === null).length,
      looks,
      isThin: looks < seen.length * ENOUGH_LOOKS || sum(({ played }) => played.was.time) < seen.length * ENOUGH_MS,
      ...{ was: all('was'), would: all('would') },
      asked: sum(({ played }) => played.asked),
      waited: sum(({ played }) => played.waited),
    },
  };
}

function viewResult({ price, basis, played }: Result, pathPoints: number): SimulatedListing {
  const { listingId, cityId, nameRu, nameKk, nameEn } = price;
  const { looks, asked, waited, reason, path } = played;
  const step = Math.ceil(path.length / pathPoints);
  return {
    ...{ listingId, cityId, nameRu, nameKk, nameEn, basis, looks, asked, waited, reason },
    was: outcomeOf(played.was),
    would: outcomeOf(played.would),
    path: path.filter((_, index) => (path.length - 1 - index) % step === 0),
  };
}
