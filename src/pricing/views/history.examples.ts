import { at, move } from './price.examples.ts';

/** Examples for the API's documentation. */
const from = new Date('2026-11-07T09:20:00Z');

/** A price over two weeks. */
export const history = {
  listingId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13',
  cityId: null,
  ...{ from, to: at, startTiyn: 509_000, currentTiyn: 499_000, floorTiyn: 390_000, ceilingTiyn: 650_000 },
  moves: [move],
  points: [
    {
      at: new Date('2026-11-21T09:05:00Z'),
      kind: 'look' as const,
      ...{
        ownTiyn: 509_000,
        rank: 2,
        rivalTiyn: 499_100,
        rivalName: 'MobiShop',
        cheapestTiyn: 499_100,
        offersCount: 7,
      },
    },
  ],
};

/** A file of moves. */
export const movesFile =
  'Date and time;City;Was, ₸;Became, ₸;Reason;Rank before;Rank after;Status\n2026-11-21 14:20;;5090;4990;MobiShop asks 4 991 ₸. We stand one step (1 ₸) below: 4 990 ₸.;2;1;done\n';

const was = { moves: 3, meanRank: 2.4, firstBps: 2_100, meanPriceTiyn: 512_300, profitTiyn: null };
const would = { moves: 41, meanRank: 1.1, firstBps: 9_300, meanPriceTiyn: 499_800, profitTiyn: null };
const counts = { looks: 812, was, would, asked: 1, waited: 0 };

/** A rule tried on one listing. */
export const simulation = {
  ...{ from, to: at, note: 'The rule was tried on history: 812 looks at competitors’ prices.' },
  total: { listings: 1, unseen: 0, withoutMinimum: 0, isThin: false, ...counts },
  listings: [
    {
      listingId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13',
      cityId: null,
      name: 'iPhone 15 case',
      basis: 'history' as const,
      reason: 'undercut_rival' as const,
      path: [
        { at: from, tiyn: 509_000 },
        { at, tiyn: 499_000 },
      ],
      ...counts,
    },
  ],
};
