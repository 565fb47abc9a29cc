import { tenge } from '#src/kernel/money.ts';
import type { HistoryPoint, PriceHistory } from '#src/pricing/history/read-price-history.ts';

const to = new Date('2026-11-21T13:00:00Z');
const HOUR = 3_600_000;

/** An instant so many hours before the end of every history here. */
export const hoursBefore = (hours: number) => new Date(to.getTime() - hours * HOUR);

/** A look so many hours before the end, with prices in tenge. */
export function aLook(hours: number, own: number | null, rival: number | null): HistoryPoint {
  const [ownTiyn, rivalTiyn] = [own, rival].map((price) => (price === null ? null : tenge(price)));
  return {
    ...{ at: hoursBefore(hours), kind: 'look', ownTiyn: ownTiyn ?? null, rivalTiyn: rivalTiyn ?? null, rank: 1 },
    ...{ rivalName: 'MobiShop', cheapestTiyn: rivalTiyn ?? null, offersCount: 4 },
  };
}

/** A move so many hours before the end, in tenge. */
export function aMove(hours: number, from: number, target: number): PriceHistory['moves'][number] {
  const at = hoursBefore(hours);
  return {
    ...{ id: `m${hours}`, at, fromTiyn: tenge(from), toTiyn: tenge(target), reason: 'undercut_rival', params: {} },
    ...{ rankBefore: 2, rankAfter: 1, state: 'applied', attempt: 1, settledAt: at, failure: null },
  };
}

/** A history of two weeks, empty unless told otherwise; bounds at 3 900 ₸ and 6 500 ₸. */
export function aHistory(parts: Partial<PriceHistory> = {}): PriceHistory {
  return {
    ...{
      listingId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13',
      cityId: null,
      zone: 'Asia/Almaty',
      from: hoursBefore(336),
      to,
    },
    names: { nameRu: 'Чехол iPhone 15 прозрачный', nameKk: 'iPhone 15 мөлдір қабы', nameEn: 'iPhone 15 clear case' },
    ...{ startTiyn: tenge(4_990), currentTiyn: tenge(4_990), floorTiyn: tenge(3_900), ceilingTiyn: tenge(6_500) },
    ...{ moves: [], points: [] },
    ...parts,
  };
}

/** Two weeks in which a rival and we undercut each other by day; nights are not worked. */
export function aWar(): PriceHistory {
  let price = 5_400;
  const points: HistoryPoint[] = [];
  const moves: PriceHistory['moves'][number][] = [];
  for (let hours = 335; hours >= 0; hours -= 0.75) {
    const local = (18 - (hours % 24) + 24) % 24;
    if (local < 9 || local > 21) {
      continue;
    }

    const rival = Math.round(5_100 + 250 * Math.sin(hours / 31) + 120 * Math.sin(hours / 7));
    const target = Math.max(rival - 1, 4_900);
    points.push(aLook(hours, price, rival));
    if (target !== price && points.length % 3 === 0) {
      moves.push(aMove(hours - 0.1, price, target));
      price = target;
    }
  }
  return aHistory({
    ...{ points, moves, startTiyn: tenge(5_400), floorTiyn: tenge(4_900), ceilingTiyn: tenge(5_500) },
    currentTiyn: tenge(price),
  });
}
