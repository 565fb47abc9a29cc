import { describe, expect, it } from '@jest/globals';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import { createWords } from '#src/platform/words/words.ts';
import { diagnoseRepricing, funnelSteps, reasonCodes } from '#src/pricing/index.ts';
import { PricingRule } from '#src/pricing/rules/pricing-rule.entity.ts';
import { aCompany } from '../support/company.ts';
import { aFunnelShelf, type Deviation, minutesFromNoon, noon, type ShelfOptions } from './funnel-shelf.ts';

const open = (state: 'held' | 'proposed' | 'pushing' | 'pending' | 'unknown', more: object = {}): Deviation => ({
  decision: { state, ...more },
  price: { targetTiyn: tenge(4_900), lastReason: 'undercut_rival' },
});

/** Prices of a healthy store, each with the one thing that stops it. */
const stopped: Readonly<Record<string, Deviation>> = {
  'product:archived': { product: { status: 'archived' } },
  'sale:off_sale': { listing: { isOnSale: false } },
  'card:no_card': { listing: { masterSku: null } },
  'switch:rule_off': { rule: { isEnabled: false } },
  'switch:paused_together': { rule: { isEnabled: false, isPausedTogether: true } },
  'minimum:no_minimum': { price: { minTiyn: null } },
  'cost:cost_unknown': { rule: { minProfitBps: 500 }, product: { costTiyn: null } },
  'hours:outside_hours': { rule: { workFromMinute: 13 * 60, workToMinute: 20 * 60 } },
  'turn:not_scheduled': { price: { nextCheckAt: null } },
  'turn:first_look': { price: { checkedAt: null, lastReason: null, targetTiyn: null } },
  'look:kaspi_unavailable': { price: { lastReason: 'kaspi_unavailable' } },
  'look:card_unknown': { price: { lastReason: 'card_unknown' } },
  'look:offer_missing': { price: { lastReason: 'offer_missing' } },
  'decision:already_first': {},
  'decision:at_floor': { price: { lastReason: 'at_floor' } },
  'decision:undecided': { price: { lastReason: null, targetTiyn: null } },
  'approval:held': open('held', { waitsFor: 'approval' }),
  'budget:budget_spent': open('proposed', { waitsFor: 'budget' }),
  'sending:push_resting': open('proposed', { waitsFor: 'rest' }),
  'sending:propose_only': open('proposed', { waitsFor: 'channel' }),
  'sending:to_be_sent': open('proposed'),
  'sending:not_sent': { price: { lastReason: 'not_sent', targetTiyn: tenge(4_900) } },
  'sending:called_off': { price: { targetTiyn: tenge(4_900) } },
  'arrival:pushing': open('pushing'),
  'arrival:pending': open('pending', { channel: 'cabinet' }),
  'arrival:in_price_list': open('pending', { channel: 'feed' }),
  'arrival:unknown': open('unknown'),
  'arrival:not_taken': { price: { lastReason: 'not_taken' } },
};

/** What stops every price of a store, with what is wrong with the store. */
const stoppedStores: readonly (readonly [string, ShelfOptions])[] = [
  ['rule:no_rule', { rule: null }],
  ['store:store_off', { store: { isActive: false } }],
  ['channel:merchant_unknown', { store: { merchantUid: null } }],
  ['channel:no_session', { store: { cabinetSession: null }, pricing: { channel: 'cabinet' } }],
  ['session:code_required', { store: { reauthReason: 'code_required' } }],
  ['session:invalid_credentials', { store: { reauthReason: 'invalid_credentials' } }],
  ['session:credentials_missing', { store: { cabinetSession: null, reauthReason: 'credentials_missing' } }],
  ['rest:resting', { pricing: { restUntil: minutesFromNoon(3) } }],
];

/** Every stop of a diagnosis as `<step>:<reason>` with its count. */
function stopsOf({ stores }: Awaited<ReturnType<typeof diagnoseRepricing>>): Record<string, number> {
  const all = stores.flatMap(({ steps }) =>
    steps.flatMap(({ step, stops }) => stops.map(({ reason, count }) => [`${step}:${reason}`, count] as const)),
  );
  return Object.fromEntries(all);
}

describe('the funnel of a store', () => {
  it('stops each price at the first thing in its way, and loses none between two steps', async () => {
    const shelf = await aFunnelShelf();
    for (const [stop, deviation] of Object.entries(stopped)) {
      await shelf.put(stop, deviation);
    }
    const diagnosis = await shelf.shop.run((scope) => diagnoseRepricing(scope));
    expect(stopsOf(diagnosis)).toEqual(Object.fromEntries(Object.keys(stopped).map((stop) => [stop, 1])));
    const steps = diagnosis.stores[0]?.steps ?? [];
    expect(steps.map(({ step }) => step)).toEqual([...funnelSteps]);
    expect([steps.at(0)?.entered, steps.at(-1)?.passed]).toEqual([Object.keys(stopped).length, 0]);
    for (const [index, { entered, passed, stops }] of steps.entries()) {
      expect(passed).toBe(entered - stops.reduce((sum, { count }) => sum + count, 0));
      expect(entered).toBe(steps[index - 1]?.passed ?? entered);
      // Each price is called as the thing that stops it.
      expect(stops.flatMap(({ examples }) => examples.map(({ sku }) => sku))).toEqual(
        stops.map(({ reason }) => `${steps[index]?.step}:${reason}`),
      );
    }
  });

  it.each(stoppedStores)('stops all its prices at %s', async (stop, options) => {
    const shelf = await aFunnelShelf(options);
    await shelf.put('A');
    await shelf.put('B');
    expect(stopsOf(await shelf.shop.run((scope) => diagnoseRepricing(scope)))).toEqual({ [stop]: 2 });
  });

  it('counts all and shows five of those that one reason stops', async () => {
    const shelf = await aFunnelShelf();
    for (const sku of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) {
      await shelf.put(sku, { price: { minTiyn: null } });
    }
    const { stores } = await shelf.shop.run((scope) => diagnoseRepricing(scope));
    const [stop] = stores[0]?.steps.find(({ step }) => step === 'minimum')?.stops ?? [];
    expect(stop?.count).toBe(7);
    expect(stop?.examples.map(({ sku, nameRu }) => [sku, nameRu])).toEqual(
      ['A', 'B', 'C', 'D', 'E'].map((sku) => [sku, `Товар ${sku}`]),
    );
  });

  it('asks no rule, minimum or hours of a price that is on its way or was set by hand', async () => {
    const shelf = await aFunnelShelf({ rule: { isEnabled: false, workFromMinute: 0, workToMinute: 1 } });
    await shelf.put('on its way', { ...open('pending'), rule: { isEnabled: false } });
    await shelf.put('by hand', { decision: { state: 'proposed', reason: 'set_by_hand' }, price: { minTiyn: null } });
    await shelf.put('by its rule', { decision: { state: 'proposed' } });
    expect(stopsOf(await shelf.shop.run((scope) => diagnoseRepricing(scope)))).toEqual({
      'arrival:pending': 1,
      'sending:to_be_sent': 1,
      'switch:rule_off': 1,
    });
  });

  it('follows the most specific of the rules for listing and city', async () => {
    const shelf = await aFunnelShelf();
    const { listingId } = await shelf.put('A');
    const cityId = '710000000';
    await shelf.shop.run(async ({ em }) => {
      const facts = { lastReason: 'at_floor', checkedAt: noon, nextCheckAt: noon, minTiyn: tenge(1), lastParams: {} };
      const money = { currentTiyn: tenge(5_000), handSetTiyn: tenge(5_000) };
      em.create(ListingPrice, { listingId, storeId: shelf.storeId, cityId, ...money, ...facts });
      em.create(PricingRule, { storeId: shelf.storeId, cityId, isEnabled: false });
    });
    const stops = () => shelf.shop.run((scope) => diagnoseRepricing(scope)).then(stopsOf);
    expect(await stops()).toEqual({ 'decision:already_first': 1, 'switch:rule_off': 1 });
    await shelf.shop.run(async ({ em }) => {
      em.create(PricingRule, { storeId: shelf.storeId, listingId, isEnabled: true });
    });
    expect(await stops()).toEqual({ 'decision:already_first': 1, 'decision:at_floor': 1 });
    await shelf.shop.run(async ({ em }) => {
      em.create(PricingRule, { storeId: shelf.storeId, listingId, cityId, isEnabled: false });
    });
    expect(await stops()).toEqual({ 'decision:already_first': 1, 'switch:rule_off': 1 });
  });

  it.each([
    ['an hour before they begin', { workFromMinute: 13 * 60, workToMinute: 20 * 60 }, minutesFromNoon(60)],
    ['after their end, for tomorrow', { workFromMinute: 8 * 60, workToMinute: 12 * 60 }, minutesFromNoon(20 * 60)],
    ['of a night', { workFromMinute: 22 * 60, workToMinute: 6 * 60 }, minutesFromNoon(10 * 60)],
  ])('knows when the hours begin, %s', async (_, rule, until) => {
    const shelf = await aFunnelShelf({ rule });
    await shelf.put('A');
    const { stores } = await shelf.shop.run((scope) => diagnoseRepricing(scope));
    const stops = stores[0]?.steps.find(({ step }) => step === 'hours')?.stops;
    expect(stops).toMatchObject([{ reason: 'outside_hours', until }]);
  });

  it('tells what is due, the change budget with its next free slot, and what became of the last day’s moves', async () => {
    const shelf = await aFunnelShelf({ pricing: { changeBudget: 2 } });
    const one = await shelf.put('A', { price: { nextCheckAt: minutesFromNoon(-7) } });
    await shelf.put('B', { price: { nextCheckAt: minutesFromNoon(4) } });
    await shelf.put('C', { price: { nextCheckAt: minutesFromNoon(-90), minTiyn: null } });
    const sent = (minutes: number, more: object = {}) => ({ pushedAt: minutesFromNoon(minutes), ...more });
    await shelf.decide(one, sent(-31), sent(-20), sent(-10), sent(-5, { state: 'ignored', failure: 'not_applied' }));
    await shelf.decide(
      one,
      { state: 'failed', failure: 'marketplace.refused' },
      { state: 'failed', failure: 'marketplace.refused' },
      { state: 'failed', failure: null },
      { state: 'failed', failure: 'of yesterday', decidedAt: minutesFromNoon(-25 * 60) },
    );
    const { stores } = await shelf.shop.run((scope) => diagnoseRepricing(scope));
    expect(stores[0]).toMatchObject({
      turn: { dueNow: 1, dueSince: minutesFromNoon(-7), nextDueAt: minutesFromNoon(4) },
      // Three left within 30 minutes: two of them have to grow old before one more may leave.
      budget: { limit: 2, spent: 3, left: 0, freesAt: minutesFromNoon(20) },
      day: { applied: 3, ignored: 1, failed: 3 },
    });
    expect(stores[0]?.day.failures).toEqual([
      { code: 'marketplace.refused', count: 2 },
      { code: 'unknown', count: 1 },
    ]);
  });
});

describe('one listing', () => {
  it('is told the first thing that stops each of its prices, the main one first', async () => {
    const shelf = await aFunnelShelf();
    const { listingId } = await shelf.put('A', open('held', { decidedAt: minutesFromNoon(-3) }));
    await shelf.put('B');
    await shelf.shop.run(async ({ em }) => {
      const money = { currentTiyn: tenge(5_000), handSetTiyn: tenge(5_000), lastParams: {} };
      em.create(ListingPrice, { listingId, storeId: shelf.storeId, cityId: '710000000', ...money });
    });
    const { walks, stores } = await shelf.shop.run((scope) => diagnoseRepricing(scope, { listingId }));
    expect(walks).toMatchObject([
      { cityId: null, step: 'approval', reason: 'held', since: minutesFromNoon(-3), sku: 'A' },
      { cityId: '710000000', step: 'minimum', reason: 'no_minimum', since: null },
    ]);
    expect(stores.map(({ steps }) => steps[0]?.entered)).toEqual([2]);
  });

  it('of another company, or of another store, is not found', async () => {
    const shelf = await aFunnelShelf();
    const other = await aFunnelShelf({ company: shelf.shop });
    const { listingId } = await shelf.put('A');
    const stranger = await aCompany({ database: shelf.shop.database });
    const ask = (shop: typeof stranger, place: object) => shop.run((scope) => diagnoseRepricing(scope, place));
    await expect(ask(stranger, { listingId })).rejects.toMatchObject({ code: 'pricing.listingNotFound' });
    await expect(ask(stranger, { storeId: shelf.storeId })).rejects.toMatchObject({ code: 'pricing.storeNotFound' });
    const elsewhere = { storeId: other.storeId, listingId };
    await expect(ask(shelf.shop, elsewhere)).rejects.toMatchObject({ code: 'pricing.listingNotFound' });
    await expect(ask(shelf.shop, { storeId: newId() })).rejects.toMatchObject({ code: 'pricing.storeNotFound' });
    expect((await ask(stranger, {})).stores).toEqual([]);
  });
});

describe('the words', () => {
  const words = createWords('locales');
  const ofStores = stoppedStores.map(([stop]) => stop);

  it.each([...Object.keys(stopped), ...ofStores, 'channel:no_price_list'])('tell what %s means', (stop) => {
    expect(words.has('ru', `pricing-funnel-${stop.replace(':', '-')}`)).toBe(true);
  });

  it('name every step and every reason to stand still', () => {
    expect(funnelSteps.filter((step) => !words.has('ru', `pricing-funnel-step-${step}`))).toEqual([]);
    const toldElsewhere = ['card_unknown', 'offer_missing', 'kaspi_unavailable', 'not_sent', 'not_taken'];
    const resting = reasonCodes.filter((code) => !toldElsewhere.includes(code));
    expect(resting.filter((code) => !words.has('ru', `pricing-funnel-decision-${code}`))).toEqual([]);
  });
});
