import { formatTenge } from '../../../kernel/money.ts';
import type { Pen } from '../../../platform/pictures/open-picture.ts';
import { type ChartSpeech, type Frame, priceTicks, timeTicks } from './chart-frame.ts';
import type { ChartSeries } from './chart-series.ts';
import { colours, sizes, widthOf, write } from './chart-style.ts';

/** Prices along quiet lines and dates below. */
export function drawAxes(pen: Pen, frame: Frame, speech: ChartSpeech): void {
  const { plot, x, y } = frame;
  for (const tiyn of priceTicks(frame)) {
    line(pen, { from: [plot.left, y(tiyn)], to: [plot.right, y(tiyn)], colour: colours.grid, width: 1.5 });
    const label = formatTenge(tiyn).replace('\u202f₸', '');
    write(pen, label, { ...{ x: plot.left - 14, y: y(tiyn) + 9, align: 'right' }, ...quiet });
  }
  let free = 0;
  for (const { at, label } of timeTicks(frame, speech)) {
    const half = widthOf(pen, label, quiet) / 2;
    const place = Math.min(Math.max(x(at), plot.left + half - 30), sizes.width - sizes.margin - half);
    if (place - half >= free) {
      line(pen, { from: [x(at), plot.bottom], to: [x(at), plot.bottom + 8], colour: colours.rival, width: 1.5 });
      write(pen, label, { ...{ x: place, y: plot.bottom + 40, align: 'center' }, ...quiet });
      free = place + half + 18;
    }
  }
}

/** Stretches in which nobody looked, each said so where there is room. */
export function drawGaps(pen: Pen, { plot, x }: Frame, { gaps, words, language }: ChartSpeech & ChartSeries): void {
  const label = words.t(language, 'pricing-chart-unseen');
  for (const gap of gaps) {
    const [left, right] = [x(gap.from), x(gap.to)];
    pen.fillStyle = colours.gap;
    pen.fillRect(left, plot.top, right - left, plot.bottom - plot.top);
    if (right - left > widthOf(pen, label, quiet) + 24) {
      write(pen, label, { ...{ x: (left + right) / 2, y: plot.bottom - 16, align: 'center' }, ...quiet });
    }
  }
}

/** How a straight line is drawn. */
export interface Stroke {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly colour: string;
  readonly width: number;
  readonly dash?: number[];
}

/** Draws a straight line. */
export function line(pen: Pen, { from, to, colour, width, dash = [] }: Stroke): void {
  pen.beginPath();
  pen.setLineDash(dash);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
  pen.setLineDash([]);
}

const quiet = { size: sizes.text, colour: colours.quiet } as const;
