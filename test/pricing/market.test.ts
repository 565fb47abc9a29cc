import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { playMarket } from './play-market.ts';
import { markets } from './random-market.ts';

let bazaar: Bazaar;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 600 });
});

afterAll(() => bazaar.stop());

describe('whatever happens in a market', () => {
  it('no wrong price leaves, and prices come to rest where the rule wants them', async () => {
    await fc.assert(
      fc.asyncProperty(markets(24), (happenings) => playMarket(bazaar, happenings)),
      { numRuns: 3, endOnFailure: true },
    );
  }, 60_000);
});
