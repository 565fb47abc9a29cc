import { formatTenge } from '../../../kernel/money.ts';
import type { Pen } from '../../../platform/pictures/open-picture.ts';
import type { PriceHistory } from '../read-price-history.ts';
import type { ChartSpeech, Frame } from './chart-frame.ts';
import type { ChartSeries, PriceStep } from './chart-series.ts';
import { colours, sizes, widthOf, write } from './chart-style.ts';
import { line } from './draw-axes.ts';

/** A bound of the price: its words, and where they stand when it lies outside the picture. */
interface Bound {
  readonly tiyn: number;
  readonly text: string;
  readonly outside: { readonly arrow: string; readonly baseline: number };
}

/** The minimum and the maximum as thin dashed lines; one that is too far away is named at the edge it lies behind. */
export function drawBounds(pen: Pen, frame: Frame, bounds: readonly Bound[]): void {
  for (const { tiyn } of bounds) {
    const at = frame.y(tiyn);
    if (isInside(frame, at)) {
      const { left, right } = frame.plot;
      line(pen, { from: [left, at], to: [right, at], colour: colours.quiet, width: 2, dash: [10, 9] });
    }
  }
}

/** The words of the bounds, where no line crosses them if there is such a place. */
export function nameBounds(
  pen: Pen,
  frame: Frame,
  { bounds, series }: { bounds: readonly Bound[]; series: ChartSeries },
) {
  const taken = [...boxesOf(frame, series.ours), ...boxesOf(frame, series.rival), ...gapBoxes(frame, series)];
  for (const { tiyn, text, outside } of bounds) {
    const at = frame.y(tiyn);
    const label = isInside(frame, at) ? text : `${outside.arrow} ${text}`;
    const baselines = isInside(frame, at) ? [at - 10, at + sizes.text + 12] : [outside.baseline];
    const place = freePlace(frame, { width: widthOf(pen, label, quiet), baselines, taken });
    write(pen, label, { ...place, ...quiet });
  }
}

/** The bounds of a history in words. */
export function boundsOf({ ceilingTiyn, floorTiyn }: PriceHistory, { plot }: Frame, speech: ChartSpeech): Bound[] {
  const say = (id: string, tiyn: number) => speech.words.t(speech.language, id, { price: formatTenge(tiyn) });
  const top = { arrow: '↑', baseline: plot.top + 24 };
  const bottom = { arrow: '↓', baseline: plot.bottom - 12 };
  const ceiling = { tiyn: ceilingTiyn, text: say('pricing-max', ceilingTiyn), outside: top };
  return floorTiyn === null
    ? [ceiling]
    : [ceiling, { tiyn: floorTiyn, text: say('pricing-min', floorTiyn), outside: bottom }];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Wanted {
  readonly width: number;
  /** From the best one on. */
  readonly baselines: readonly number[];
  readonly taken: readonly Box[];
}

/** The leftmost place that nothing crosses; else the first one, where the words push the lines aside. */
function freePlace({ plot }: Frame, { width, baselines, taken }: Wanted): { x: number; y: number; hasHalo: boolean } {
  const first = plot.left + 12;
  for (const y of baselines) {
    for (let x = first; x + width < plot.right; x += 20) {
      const box = { left: x - 8, right: x + width + 8, top: y - sizes.text, bottom: y + 8 };
      if (box.top >= plot.top - 4 && box.bottom <= plot.bottom && !taken.some((other) => doCross(box, other))) {
        return { x, y, hasHalo: false };
      }
    }
  }
  return { x: first, y: Math.max(baselines[0] ?? 0, plot.top + sizes.text), hasHalo: true };
}

function doCross(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** The room of a line, step by step: along its price, then up or down to the next. */
function boxesOf({ x, y }: Frame, steps: readonly PriceStep[]): Box[] {
  return steps.flatMap((step, index) => {
    if (step.tiyn === null) {
      return [];
    }

    const next = steps[index + 1];
    const [left, right] = [x(step.at) - 4, x(next?.at ?? step.at) + 4];
    const [from, to] = [y(step.tiyn), y(next?.tiyn ?? step.tiyn)];
    return [
      { left, right, top: from - 8, bottom: from + 8 },
      { left: right - 12, right: right + 4, top: Math.min(from, to) - 8, bottom: Math.max(from, to) + 8 },
    ];
  });
}

/** Only the words of a gap are in the way, at its lower end. */
function gapBoxes({ plot, x }: Frame, { gaps }: ChartSeries): Box[] {
  return gaps.map(({ from, to }) => ({
    ...{ left: (x(from) * 2 + x(to)) / 3, right: (x(from) + x(to) * 2) / 3 },
    ...{ top: plot.bottom - 16 - sizes.text, bottom: plot.bottom },
  }));
}

function isInside({ plot }: Frame, at: number): boolean {
  return at >= plot.top && at <= plot.bottom;
}

const quiet = { size: sizes.text, colour: colours.quiet } as const;
