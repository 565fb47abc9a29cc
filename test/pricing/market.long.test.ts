import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { playMarket } from './play-market.ts';
import { markets } from './random-market.ts';

let bazaar: Bazaar;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 6_000 });
});

afterAll(() => bazaar.stop());

describe('whatever happens in a market for long', () => {
  it('no wrong price leaves, and prices come to rest where the rule wants them', async () => {
    await fc.assert(
      fc.asyncProperty(markets(60), (happenings) => playMarket(bazaar, happenings)),
      { numRuns: 60, interruptAfterTimeLimit: 540_000 },
    );
  }, 900_000);
});
