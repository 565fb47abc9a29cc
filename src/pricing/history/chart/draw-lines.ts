import { curveStepAfter, line } from 'd3-shape';
import { formatTenge } from '../../../kernel/money.ts';
import type { Pen } from '../../../platform/pictures/open-picture.ts';
import type { Frame } from './chart-frame.ts';
import type { ChartSeries, PriceStep } from './chart-series.ts';
import { colours, sizes, write } from './chart-style.ts';

/** With more moves than this their dots are small, or they would hide the line. */
const MANY_MOVES = 40;
/** Two labels stand so far apart, pixels. */
const LABEL_HEIGHT = 36;

/** Both prices as steps, ours above the rival's, and a dot for each of our moves. */
export function drawLines(pen: Pen, frame: Frame, { ours, rival, moves }: ChartSeries): void {
  drawSteps(pen, frame, { steps: rival, colour: colours.rival, width: 4 });
  drawSteps(pen, frame, { steps: ours, colour: colours.ours, width: 5 });
  const radius = moves.length > MANY_MOVES ? 5 : 8;
  for (const { at, tiyn } of moves) {
    drawDot(pen, [frame.x(at), frame.y(tiyn)], { radius, colour: colours.ours });
  }
}

/** The prices at the end of the lines, beside them and apart. */
export function drawLastPrices(pen: Pen, { plot, y }: Frame, { ours, rival }: ChartSeries): void {
  const own = ours.at(-1)?.tiyn ?? null;
  if (own === null) {
    return;
  }

  const x = plot.right + 20;
  drawDot(pen, [plot.right, y(own)], { radius: 10, colour: colours.ours });
  write(pen, formatTenge(own), { x, y: y(own) + 11, size: sizes.price, weight: 600, colour: colours.ours });
  const other = rival.at(-1)?.tiyn ?? own;
  if (other !== own) {
    const distance = Math.max(Math.abs(y(other) - y(own)), LABEL_HEIGHT);
    const place = y(own) + (other < own ? distance : -distance);
    write(pen, formatTenge(other), { x, y: place + 9, size: sizes.text, colour: colours.quiet });
  }
}

interface Steps {
  readonly steps: readonly PriceStep[];
  readonly colour: string;
  readonly width: number;
}

function drawSteps(pen: Pen, { x, y }: Frame, { steps, colour, width }: Steps): void {
  pen.beginPath();
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  line<PriceStep>()
    .x(({ at }) => x(at))
    .y(({ tiyn }) => y(tiyn ?? 0))
    .defined(({ tiyn }) => tiyn !== null)
    .curve(curveStepAfter)
    .context(pen as unknown as CanvasRenderingContext2D)(heldSteps(steps));
  pen.stroke();
}

/** A price holds up to the instant from which it is not known. */
function heldSteps(steps: readonly PriceStep[]): PriceStep[] {
  return steps.flatMap((step, index) => {
    const before = steps[index - 1];
    return step.tiyn === null && before?.tiyn != null ? [{ at: step.at, tiyn: before.tiyn }, step] : [step];
  });
}

function drawDot(pen: Pen, [x, y]: [number, number], { radius, colour }: { radius: number; colour: string }): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
  pen.lineWidth = radius / 4;
  pen.strokeStyle = colours.paper;
  pen.stroke();
}
