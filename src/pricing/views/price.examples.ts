/** Examples for the API's documentation. */
export const at = new Date('2026-11-21T09:20:00Z');

/** A price that follows its rule. */
export const price = {
  id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b14',
  listingId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13',
  storeId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11',
  productId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b12',
  name: 'iPhone 15 case',
  imageUrl: null,
  sku: 'CASE-15-CLEAR',
  isOnSale: true,
  cityId: null,
  currentTiyn: 499_000,
  pendingTiyn: null,
  minTiyn: 390_000,
  maxTiyn: 650_000,
  rank: 1,
  offersCount: 7,
  leaderTiyn: 499_100,
  leaderName: 'MobiShop',
  reason: 'undercut_rival',
  reasonText: 'MobiShop went down to 4 991 ₸, step 1 ₸. Our price is 4 990 ₸.',
  checkedAt: at,
  rule: { source: 'store', isEnabled: true, strategy: 'standard', stepTiyn: 100 },
} as const;

/** What the card shows. */
export const offers = [
  { merchantId: '30012345', merchantName: 'TechnoMart', priceTiyn: 499_000, role: 'own' as const },
  { merchantId: '15540071', merchantName: 'MobiShop', priceTiyn: 499_100, role: 'rival' as const },
];

/** One move of a price. */
export const move = {
  id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b15',
  at,
  fromTiyn: 509_000,
  toTiyn: 499_000,
  reason: 'undercut_rival',
  reasonText: 'MobiShop went down to 4 991 ₸, step 1 ₸. Our price is 4 990 ₸.',
  rankBefore: 2,
  rankAfter: 1,
  state: 'applied',
} as const;
