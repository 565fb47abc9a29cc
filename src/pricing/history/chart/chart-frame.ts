import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { DateTime } from 'luxon';
import type { Language } from '../../../kernel/language.ts';
import type { Words } from '../../../platform/words/words.ts';
import type { ChartSeries, PriceStep } from './chart-series.ts';

/** What a chart is told besides its history. */
export interface ChartSpeech {
  readonly language: Language;
  readonly words: Words;
  /** The IANA zone of its dates. */
  readonly zone: string;
}

/** The pixels between which lines are drawn. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From instants (ms) and prices (tiyn) to pixels. */
export interface Frame {
  readonly plot: Plot;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** A place on an axis with its words. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/**
 * Fits the lines into the plot. A bound that lies further away than the prices are apart stays outside: a wide rule would
 * press the lines flat.
 */
export function frameOf(series: ChartSeries, plot: Plot, bounds: readonly (number | null)[]): Frame {
  const prices = pricesOf([...series.ours, ...series.rival]);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const reach = Math.max(high - low, high * 0.02, 1_000);
  const near = pricesOf(bounds.map((tiyn) => ({ at: 0, tiyn }))).filter(
    (tiyn) => tiyn > low - reach && tiyn < high + reach,
  );
  const [bottom, top] = [Math.min(low, ...near), Math.max(high, ...near)];
  const air = Math.max((top - bottom) * 0.1, reach * 0.25);
  return {
    plot,
    x: scaleLinear([series.from, series.to], [plot.left, plot.right]),
    y: scaleLinear([Math.max(bottom - air, 0), top + air], [plot.bottom, plot.top]),
  };
}

/** Three to five prices in whole tenge. */
export function priceTicks({ y }: Frame): number[] {
  return y.ticks(4).filter((tiyn) => tiyn % 100 === 0);
}

const HOUR = 3_600_000;
const MOST_TICKS = 6;

/** Hours between two marks, the first that gives few enough. */
const hourSteps = [1, 2, 3, 6, 12, 24, 48, 72, 96, 168, 336, 720, 1_464];

/** Midnights of the company's zone, or hours where the time is short: `14 Nov`, `15:00`. */
export function timeTicks({ x }: Frame, { language, words, zone }: ChartSpeech): Tick[] {
  const [from = 0, to = 0] = x.domain();
  const hours = hourSteps.find((step) => (to - from) / HOUR / step <= MOST_TICKS) ?? hourSteps.at(-1) ?? 24;
  const step = hours < 24 ? { hours } : { days: Math.round(hours / 24) };
  const ticks: Tick[] = [];
  for (let at = DateTime.fromMillis(from, { zone }).startOf('day'); at.toMillis() <= to; at = at.plus(step)) {
    if (at.toMillis() >= from) {
      const month = words.t(language, `dates-month-${at.month}`);
      const day = words.t(language, 'dates-day', { day: String(at.day), month });
      ticks.push({ at: at.toMillis(), label: at.hour === 0 ? day : at.toFormat('HH:mm') });
    }
  }
  return ticks;
}

function pricesOf(steps: readonly PriceStep[]): number[] {
  return steps.flatMap(({ tiyn }) => tiyn ?? []);
}
