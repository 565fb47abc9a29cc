import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { answerMass, answerMove, setBounds } from '#src/pricing/index.ts';
import { aCompany } from '../support/company.ts';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { openStall, type Stall } from './stall.ts';
import { aWorker, type Worker } from './worker.ts';

let bazaar: Bazaar;
let worker: Worker;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 20 });
  worker = aWorker(bazaar);
});

afterEach(() => bazaar.calm());
afterAll(() => bazaar.stop());

/** Lets a cycle pass: the next look at everything, and the look that sees what was sent. */
async function cycle(stall: Stall): Promise<void> {
  bazaar.clock.forward(901);
  await worker.run(stall);
}

const held = async (stall: Stall) => (await stall.decisions()).filter(({ state }) => state === 'held');

/** A stall whose only rival has gone from 5 000 ₸ down to 4 100. */
async function aFall() {
  const stall = await openStall(bazaar, { cards: bazaar.takeCards(1), limits: { maxMoveBps: 1_500 }, min: 2_000 });
  await stall.rivals(0, { MobiShop: 4_100 });
  await worker.run(stall);
  return stall;
}

describe('a move that goes too far', () => {
  it('waits for the seller, who is asked once however the rival goes on', async () => {
    const stall = await aFall();
    expect(stall.sent()).toEqual([]);
    for (const price of [4_090, 4_050, 3_900, 4_000, 4_100]) {
      await stall.rivals(0, { MobiShop: price });
      await cycle(stall);
    }
    expect(await held(stall)).toMatchObject([{ toTiyn: tenge(4_099), waitsFor: 'approval' }]);
    expect(await stall.decisions()).toHaveLength(1);
    expect(await stall.events('price.moveHeld')).toHaveLength(1);
    expect(stall.sent()).toEqual([]);
  });

  it('is not asked about again because a card could not be seen in between', async () => {
    const stall = await aFall();
    for (let round = 0; round < 4; round++) {
      await bazaar.faults({ emptyOffers: round % 2 === 0 });
      await cycle(stall);
    }
    expect(await stall.events('price.moveHeld')).toHaveLength(1);
    expect(await held(stall)).toHaveLength(1);
  });

  it('leaves within a tick once it is allowed, also hours after the last look', async () => {
    const stall = await aFall();
    const [asked] = await held(stall);
    bazaar.clock.forward(4 * 3_600);
    await stall.shop.run((scope) =>
      scope.em.execute('update listing_prices set next_check_at = null where store_id = ?', [stall.storeId]),
    );
    await stall.shop.run((scope) => answerMove(scope, { decisionId: asked?.id ?? '', answer: 'allow' }));
    await worker.tick();
    expect(stall.sent()).toMatchObject([{ price: 4_099 }]);
  });

  it('is not asked about for a day once it is refused, however the rival goes on, and then again', async () => {
    const stall = await aFall();
    const [asked] = await held(stall);
    await stall.shop.run((scope) => answerMove(scope, { decisionId: asked?.id ?? '', answer: 'refuse' }));
    for (const price of [4_100, 4_050, 4_150, 4_200, 3_000, 4_100]) {
      await stall.rivals(0, { MobiShop: price });
      await cycle(stall);
    }
    expect(stall.sent()).toEqual([]);
    expect(await stall.events('price.moveHeld')).toHaveLength(1);

    // A move that need not be asked about still leaves.
    await stall.rivals(0, { MobiShop: 4_900 });
    await cycle(stall);
    expect(stall.sent()).toMatchObject([{ price: 4_899 }]);
    await cycle(stall);
    await stall.rivals(0, { MobiShop: 4_100 });
    await cycle(stall);
    expect(await stall.events('price.moveHeld')).toHaveLength(1);
    bazaar.clock.forward(86_400);
    await worker.run(stall);
    expect(await stall.events('price.moveHeld')).toHaveLength(2);
  });

  it('is the seller’s own answer, also when it comes while a look is being written down', async () => {
    const stall = await aFall();
    const [asked] = await held(stall);
    await bazaar.faults({ slowMs: 300, affects: ['offers'] });
    bazaar.clock.forward(901);
    const looking = worker.run(stall);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await stall.shop.run(async (scope) => {
      await answerMove(scope, { decisionId: asked?.id ?? '', answer: 'allow' });
      await scope.em.flush();
      // The look comes to the point of writing while this waits.
      await new Promise((resolve) => setTimeout(resolve, 600));
    });
    await looking;
    await worker.tick();
    expect(stall.sent()).toMatchObject([{ price: 4_099 }]);
    expect(await stall.events('price.moveHeld')).toHaveLength(1);
  });

  it('back between new bounds is not held', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(1), limits: { maxMoveBps: 1_500 } });
    const [listingId = ''] = stall.listingIds;
    await stall.shop.run((scope) => setBounds(scope, { listingId, minTiyn: tenge(5_900), maxTiyn: tenge(6_900) }));
    await worker.run(stall);
    expect(stall.sent()).toMatchObject([{ price: 5_900 }]);
    expect(await stall.events('price.moveHeld')).toEqual([]);
  });

  it('is no other company’s to answer', async () => {
    const stall = await aFall();
    const [asked] = await held(stall);
    const stranger = await aCompany({ database: bazaar.doors });
    const answers = [
      stranger.run((scope) => answerMove(scope, { decisionId: asked?.id ?? '', answer: 'allow' })),
      stranger.run((scope) => answerMass(scope, { storeId: stall.storeId, answer: 'allow' })),
    ];
    const codes = (await Promise.allSettled(answers)).map((one) => one.status === 'rejected' && one.reason.code);
    expect(codes).toEqual(['pricing.moveNotFound', 'pricing.storeNotFound']);
  });
});
