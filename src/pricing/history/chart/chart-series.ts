import type { HistoryPoint, PriceHistory } from '../read-price-history.ts';

/** A price that holds from an instant on; tiyn, null = not known from then on. */
export interface PriceStep {
  readonly at: number;
  readonly tiyn: number | null;
}

/** A stretch of time in which nobody looked; milliseconds since 1970. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** What a chart draws, oldest first; instants in milliseconds since 1970. */
export interface ChartSeries {
  readonly from: number;
  readonly to: number;
  readonly ours: readonly PriceStep[];
  readonly rival: readonly PriceStep[];
  /** Our moves when the marketplace first showed them. */
  readonly moves: readonly { readonly at: number; readonly tiyn: number }[];
  readonly gaps: readonly Gap[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The lines of a history; undefined when nothing was seen and nothing moved. The time begins a little before what is known first. */
export function seriesOf(history: PriceHistory): ChartSeries | undefined {
  const to = history.to.getTime();
  const moves = history.moves.map(({ at, settledAt, toTiyn }) => ({ at: (settledAt ?? at).getTime(), tiyn: toTiyn }));
  const known = [...history.points.map(({ at }) => at.getTime()), ...moves.map(({ at }) => at)];
  if (known.length === 0) {
    return undefined;
  }

  const first = Math.min(...known, to - HOUR);
  const from = Math.max(history.from.getTime(), first - (to - first) / 40);
  const gaps = gapsOf(history.points, { from, to });
  return { from, to, moves, gaps, ours: oursOf(history, { moves, from, to }), rival: rivalOf(history, { gaps, to }) };
}

/** Our own price needs no look to be known: it is what it was until somebody moved it. */
function oursOf(history: PriceHistory, { moves, from, to }: Pick<ChartSeries, 'moves' | 'from' | 'to'>): PriceStep[] {
  const seen = history.points.flatMap(({ at, ownTiyn }) =>
    ownTiyn === null ? [] : [{ at: at.getTime(), tiyn: ownTiyn }],
  );
  const steps = [...seen, ...moves].sort((one, other) => one.at - other.at);
  const first = { at: from, tiyn: history.startTiyn };
  return [first, ...steps, { at: to, tiyn: steps.at(-1)?.tiyn ?? first.tiyn }];
}

function rivalOf({ points }: PriceHistory, { gaps, to }: Pick<ChartSeries, 'gaps' | 'to'>): PriceStep[] {
  const seen = points.map((point) => ({ at: point.at.getTime(), tiyn: cheapestOf(point) }));
  const unseen = gaps.map((gap) => ({ at: gap.from, tiyn: null }));
  const steps = [...seen, ...unseen].sort((one, other) => one.at - other.at);
  return [...steps, { at: to, tiyn: steps.at(-1)?.tiyn ?? null }];
}

function cheapestOf({ kind, rivalTiyn, cheapestTiyn }: HistoryPoint): number | null {
  return kind === 'day' ? cheapestTiyn : rivalTiyn;
}

/**
 * Where the next look is more than a twentieth of the time shown away, nobody looked in between; so nights without work are
 * no gaps in two weeks. Two hours are never a gap, and a rolled-up day stands for itself.
 */
function gapsOf(points: readonly HistoryPoint[], { from, to }: Gap): Gap[] {
  const longest = Math.max((to - from) / 20, 2 * HOUR);
  return points.flatMap(({ at, kind }, index) => {
    const next = points[index + 1]?.at.getTime() ?? to;
    const end = at.getTime() + (kind === 'day' ? DAY : 0);
    return next - end > longest ? [{ from: end, to: next }] : [];
  });
}
