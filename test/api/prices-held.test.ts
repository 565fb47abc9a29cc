import { describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { pointingAt } from '#src/platform/db/references.ts';
import { StorePricing } from '#src/pricing/checks/store-pricing.entity.ts';
import { enableRule, setPricingRule } from '#src/pricing/index.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { anApi } from '../support/api.ts';
import { aCompany } from '../support/company.ts';
import { aFullShop } from './full-shop.ts';

const database = (await aCompany()).database;

/** A shop of its own with one held move of a rule that is on, and somebody who asks the API. */
async function aHeldShop() {
  const shop = await aCompany({ database });
  const things = await aFullShop(shop);
  const { storeId } = things;
  await shop.run(async (scope) => {
    await setPricingRule(scope, { storeId, strategy: 'always_first' });
    await enableRule(scope, { storeId });
  });
  const api = await anApi(shop);
  const cookie = await api.signIn(shop, 'owner');
  const post = (path: string, body: object) => api.call(`/api/v1${path}`, { cookie, body });
  const list = async (query = '') => (await api.call(`/api/v1/prices-held${query}`, { cookie })).json();
  const held = () => shop.run(({ em }) => em.findOneOrFail(PriceDecision, { id: things.heldId }));
  const answered = () =>
    shop.run(({ em }) =>
      em.execute<{ payload: object }[]>(
        `select payload from outbox_events where name in ('pricing.movesAnswered', 'pricing.massAnswered')`,
      ),
    );
  return { ...things, shop, post, list, held, answered };
}

describe('held prices in the API', () => {
  it('are listed with their reason, and one is allowed once', async () => {
    const { heldId, storeId, list, post, held, answered } = await aHeldShop();
    expect(await list(`?storeId=${storeId}`)).toMatchObject({
      ...{ next: null, approval: 1, mass: 0 },
      items: [{ decisionId: heldId, fromTiyn: tenge(4_990), toTiyn: tenge(3_990), waitsFor: 'approval' }],
    });
    const reply = await post(`/prices-held/${heldId}/answer`, { answer: 'allow', seenTiyn: tenge(3_990) });
    expect(await reply.json()).toEqual({ decisionId: heldId, state: 'proposed' });
    expect(await held()).toMatchObject({ state: 'proposed', waitsFor: null, approvedAt: expect.any(Date) });
    const again = await post(`/prices-held/${heldId}/answer`, { answer: 'refuse' });
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'pricing.moveNotHeld' }]);
    expect(await answered()).toMatchObject([{ payload: { answer: 'allow', count: 1, by: expect.any(String) } }]);
    expect(await list()).toMatchObject({ items: [], approval: 0 });
  });

  it('are not allowed by a word on a price that was less far', async () => {
    const { heldId, post, held, answered } = await aHeldShop();
    const reply = await post(`/prices-held/${heldId}/answer`, { answer: 'allow', seenTiyn: tenge(4_000) });
    expect([reply.status, await reply.json()]).toMatchObject([409, { code: 'pricing.moveChanged' }]);
    expect(await held()).toMatchObject({ state: 'held' });
    expect(await answered()).toEqual([]);
    const further = await post(`/prices-held/${heldId}/answer`, { answer: 'allow', seenTiyn: tenge(3_500) });
    expect(further.status).toBe(200);
  });

  it('of a store are allowed for a day by one word, once it was asked', async () => {
    const { storeId, heldId, shop, post, held, list } = await aHeldShop();
    const early = await post(`/stores/${storeId}/mass-answer`, { answer: 'allow' });
    expect([early.status, await early.json()]).toMatchObject([409, { code: 'pricing.massNotAsked' }]);
    await shop.run(async (scope) => {
      await scope.em.nativeUpdate(PriceDecision, { id: heldId }, { waitsFor: 'mass' });
      const where = { storeId: pointingAt(scope, storeId) };
      await scope.em.nativeUpdate(StorePricing, where, { massAskedAt: scope.now() });
    });
    expect(await list()).toMatchObject({ approval: 0, mass: 1 });
    const reply = await post(`/stores/${storeId}/mass-answer`, { answer: 'allow' });
    expect(await reply.json()).toEqual({ moves: 1 });
    expect(await held()).toMatchObject({ state: 'proposed' });
  });
});
