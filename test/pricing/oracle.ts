/** The rule's text, told once more by brute force over whole tenge; imports nothing of what it judges. Prices in tiyn. */

export interface OracleShop {
  readonly merchantId: string;
  readonly priceTiyn: number;
  /** Stars, or nothing for a shop without any. */
  readonly rating?: number | undefined;
  readonly deliveryDuration: string;
  readonly preorder: number;
  readonly locatedInCity: boolean;
}

export interface OracleCase {
  readonly offers: readonly OracleShop[];
  readonly own: string;
  readonly excluded: readonly string[];
  /** Friendly shops and other stores of the company. */
  readonly friends: readonly string[];
  readonly filters: {
    readonly minRatingTenths: number | null;
    readonly maxDeliveryDays: number | null;
    readonly skipsPreorder: boolean;
    readonly onlyInCity: boolean;
  };
  readonly strategy: string;
  readonly belowFloor: 'hold' | 'next_rival' | 'max';
  readonly chosen: string | null;
  readonly stepTenge: number;
  readonly topN: number;
  readonly climbBps: number;
  readonly lowStock: number;
  readonly lowStockBps: number;
  readonly windows: readonly { readonly fromMinute: number; readonly toMinute: number; readonly shiftBps: number }[];
  readonly minute: number;
  readonly stock: number | null;
  readonly customTiyn: number | null;
  readonly currentTenge: number;
  readonly minTenge: number;
  /** The maximum, or without one the last price set by hand. */
  readonly maxTenge: number;
  /** The least price for the wanted profit, or for the margin. */
  readonly profitTiyn: number | 'unknown' | 'unasked';
  readonly marginTiyn: number | 'unknown';
}

interface Range {
  readonly floor: number;
  readonly top: number;
  /** Counted shops, cheapest first. */
  readonly counted: readonly OracleShop[];
}

/** Where the price must stand, in tenge. */
export function expectedTenge(one: OracleCase): number {
  const profit = typeof one.profitTiyn === 'number' ? atLeast(one.profitTiyn) : 0;
  const floor = Math.max(10, one.minTenge, profit);
  if (one.profitTiyn === 'unknown') {
    return Math.max(one.currentTenge, floor);
  }

  const range = { floor, top: Math.max(floor, one.maxTenge), counted: countedShops(one) };
  return spared(one, range, wantedTenge(one, range));
}

function countedShops(one: OracleCase): OracleShop[] {
  const { minRatingTenths, maxDeliveryDays, skipsPreorder, onlyInCity } = one.filters;
  const days = ['TODAY', 'TOMORROW', 'TILL_2_DAYS', 'TILL_3_DAYS', '', 'TILL_5_DAYS', '', 'TILL_7_DAYS'];
  return one.offers
    .filter(({ merchantId }) => ![one.own, ...one.excluded, ...one.friends].includes(merchantId))
    .filter(({ rating }) => minRatingTenths === null || !rating || Number((rating * 10).toFixed(1)) >= minRatingTenths)
    .filter(({ deliveryDuration }) => {
      const inDays = deliveryDuration === 'EXPRESS' ? 0 : days.indexOf(deliveryDuration);
      return maxDeliveryDays === null || (inDays >= 0 && inDays <= maxDeliveryDays);
    })
    .filter(({ preorder }) => !skipsPreorder || preorder === 0)
    .filter(({ locatedInCity }) => !onlyInCity || locatedInCity)
    .sort((a, b) => a.priceTiyn - b.priceTiyn);
}

/** Climbs from the wanted price until nobody is undercut who has the cheapest counted shop behind or beside him. */
function spared(one: OracleCase, { top, counted }: Range, wanted: number): number {
  const friends = one.offers.filter(({ merchantId }) => merchantId !== one.own && one.friends.includes(merchantId));
  let tenge = wanted;
  const hurts = (friend: OracleShop) =>
    tenge * 100 < friend.priceTiyn && !counted.some(({ priceTiyn }) => priceTiyn < friend.priceTiyn);
  while (tenge < top && friends.some(hurts)) {
    tenge += 1;
  }
  return tenge;
}

function wantedTenge(one: OracleCase, range: Range): number {
  const { floor, top, counted } = range;
  const held = Math.min(Math.max(one.currentTenge, floor), top);
  if (one.strategy === 'custom') {
    return one.customTiyn === null ? held : Math.min(Math.max(Math.floor(one.customTiyn / 100), floor), top);
  }

  if (one.strategy === 'raise_when_alone') {
    const climbed = Math.max(one.currentTenge + 1, atMost(one.currentTenge * 100, one.climbBps));
    return counted.length > 0 ? held : Math.min(Math.max(climbed, floor), top);
  }

  if (one.strategy === 'keep_margin' && one.marginTiyn === 'unknown') {
    return held;
  }

  const followed = followedShop(one, range);
  if (!followed) {
    return top;
  }

  const answer = answerTo(one, followed);
  return answer < floor ? whenBelow(one, range, held) : Math.min(answer, top);
}

/** What the strategy's formula makes of a shop's price, in tenge. */
function answerTo(one: OracleCase, { priceTiyn }: OracleShop): number {
  const below = atMost(priceTiyn - one.stepTenge * 100, 0);
  switch (one.strategy) {
    case 'match':
      return atMost(priceTiyn, 0);
    case 'keep_margin':
      return Math.max(below, atLeast(Number(one.marginTiyn)));
    case 'stock_aware':
      return one.stock !== null && one.stock <= one.lowStock ? atMost(priceTiyn, one.lowStockBps) : below;
    case 'schedule': {
      const window = one.windows.find((each) => minutesOf(each).includes(one.minute));
      return window ? atMost(below * 100, window.shiftBps) : below;
    }
    default:
      return below;
  }
}

function followedShop(one: OracleCase, { counted, floor }: Range): OracleShop | undefined {
  if (one.strategy === 'stay_top_n') {
    return counted[one.topN - 1];
  }

  if (one.strategy !== 'standard') {
    return counted[0];
  }

  const chosen = counted.find(({ merchantId }) => merchantId === one.chosen);
  return chosen ?? counted.find((shop) => answerTo(one, shop) >= floor) ?? counted[0];
}

function whenBelow(one: OracleCase, { counted, floor, top }: Range, held: number): number {
  if (one.belowFloor === 'max') {
    return top;
  }

  const next = counted.map((shop) => answerTo(one, shop)).find((answer) => answer >= floor);
  return one.belowFloor === 'next_rival' && next !== undefined ? Math.min(next, top) : held;
}

/** The highest whole tenge not above the price with its percentage, found by counting. */
function atMost(tiyn: number, bps: number): number {
  let tenge = Math.ceil(Math.abs(tiyn) / 50) + 2;
  while (tenge * 100 * 10_000 > tiyn * (10_000 + bps)) {
    tenge -= 1;
  }
  return tenge;
}

/** The lowest whole tenge not below the price, found by counting. */
function atLeast(tiyn: number): number {
  let tenge = 0;
  while (tenge * 100 < tiyn) {
    tenge += 1;
  }
  return tenge;
}

/** Every minute of a window, walked one by one; a window that ends where it begins is the whole day. */
function minutesOf({ fromMinute, toMinute }: { fromMinute: number; toMinute: number }): number[] {
  const minutes = [fromMinute % 1_440];
  for (let minute = (fromMinute + 1) % 1_440; minute !== toMinute % 1_440; minute = (minute + 1) % 1_440) {
    if (minutes.length === 1_440) {
      break;
    }
    minutes.push(minute);
  }
  return minutes;
}
