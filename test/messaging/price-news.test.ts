import { describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import { aClock, aCompany, aMember, aRoad, deliver, react } from './post-office.ts';

/** A price that reached its minimum, told and delivered. */
async function aFloor(company: Awaited<ReturnType<typeof aCompany>>, listingIds: readonly string[]) {
  await company.run(async (scope) => {
    for (const listingId of listingIds) {
      const reached = { listingId, listingPriceId: newId(), minTiyn: 390_000, reason: 'at_floor' } as const;
      scope.emit('price.floorReached', reached);
    }
  });
  await react(company);
}

describe('news of prices', () => {
  it('make one notice a day for each member who leads prices, edited as more comes', async () => {
    const clock = aClock();
    const company = await aCompany({ clock });
    const [owner] = [await aMember(company), await aMember(company, 'cashier')];
    const telegram = aRoad('telegram');
    const post = async () => {
      clock.advance(60);
      await deliver(company, [telegram.gateway]);
    };
    const [first, second] = [newId(), newId()];
    await aFloor(company, [first]);
    await post();
    await aFloor(company, [second, second]);
    await post();
    const [told, edited, ...more] = telegram.of(company);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ template: 'price_news', recipient: owner, providerId: null });
    expect(edited).toMatchObject({ id: told?.id, providerId: `telegram-${told?.id}` });
    expect(edited?.params).toEqual({ [first]: 'floor 390000', [second]: 'floor 390000' });

    clock.advance(24 * 3_600);
    await aFloor(company, [first]);
    await post();
    expect(new Set(telegram.of(company).map(({ id }) => id)).size).toBe(2);
  });

  it('tell a price that Kaspi never set from one that was not sent because its bounds had moved', async () => {
    const company = await aCompany();
    await aMember(company);
    const telegram = aRoad('telegram');
    const [ignored, outside] = [newId(), newId()];
    await company.run(async (scope) => {
      const failed = { listingPriceId: newId(), decisionId: newId(), toTiyn: 420_000 };
      scope.emit('price.failed', { ...failed, listingId: ignored, failure: 'pricing.notApplied' });
      scope.emit('price.failed', { ...failed, listingId: outside, failure: 'pricing.belowMinimum' });
    });
    await react(company);
    await deliver(company, [telegram.gateway]);
    expect(telegram.of(company)[0]?.params).toEqual({ [ignored]: 'failed 420000', [outside]: 'outside 420000' });
  });

  it('remember so many listings and count the rest', async () => {
    const company = await aCompany();
    await aMember(company);
    const telegram = aRoad('telegram');
    await aFloor(company, Array.from({ length: 60 }, newId));
    await deliver(company, [telegram.gateway]);
    const { more, ...listed } = telegram.of(company)[0]?.params ?? {};
    expect([Object.keys(listed).length, more]).toEqual([50, 10]);
  });
});
