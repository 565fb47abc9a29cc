import type { Language } from '../../../kernel/language.ts';
import { formatTenge } from '../../../kernel/money.ts';
import { openPicture, type Pen } from '../../../platform/pictures/open-picture.ts';
import type { PriceHistory } from '../read-price-history.ts';
import { type ChartSpeech, frameOf, priceTicks } from './chart-frame.ts';
import { type ChartSeries, seriesOf } from './chart-series.ts';
import { colours, cutToFit, sizes, widthOf, write } from './chart-style.ts';
import { drawAxes, drawGaps, line } from './draw-axes.ts';
import { boundsOf, drawBounds, nameBounds } from './draw-bounds.ts';
import { drawLastPrices, drawLines } from './draw-lines.ts';

/**
 * A price over time as a PNG of 1 000 × 560 pixels for a chat: our price and the cheapest rival's as steps, bounds dashed,
 * our moves as dots. Needs no data besides the history.
 */
export async function drawPriceHistory(history: PriceHistory, speech: ChartSpeech): Promise<Buffer> {
  const { width, height } = sizes;
  const picture = openPicture({ width, height });
  const { pen } = picture;
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, width, height);
  drawTitle(pen, nameOf(history, speech.language));
  const series = seriesOf(history);
  if (series) {
    drawChart(pen, { history, series, speech });
  } else {
    drawEmpty(pen, history, speech);
  }
  return picture.toPng();
}

interface Drawing {
  readonly history: PriceHistory;
  readonly series: ChartSeries;
  readonly speech: ChartSpeech;
}

function drawChart(pen: Pen, { history, series, speech }: Drawing): void {
  const ends = [history.floorTiyn, history.ceilingTiyn];
  const room = { left: 0, right: sizes.width, top: 128, bottom: sizes.height - 62 };
  const labels = priceTicks(frameOf(series, room, ends)).map((tiyn) => formatTenge(tiyn).replace('\u202f₸', ''));
  const left = sizes.margin + 14 + Math.max(0, ...labels.map((label) => widthOf(pen, label, { size: sizes.text })));
  const last = formatTenge(Math.max(...[...series.ours, ...series.rival].map(({ tiyn }) => tiyn ?? 0)));
  const right = sizes.width - sizes.margin - 12 - widthOf(pen, last, { size: sizes.price, weight: 600 });
  const frame = frameOf(series, { ...room, left, right }, ends);
  drawLegend(pen, series, speech);
  drawGaps(pen, frame, { ...series, ...speech });
  drawAxes(pen, frame, speech);
  const bounds = boundsOf(history, frame, speech);
  drawBounds(pen, frame, bounds);
  drawLines(pen, frame, series);
  nameBounds(pen, frame, { bounds, series });
  drawLastPrices(pen, frame, series);
}

function drawTitle(pen: Pen, name: string): void {
  const how = { size: sizes.title, weight: 600 } as const;
  const text = cutToFit(pen, name, { ...how, width: sizes.width - 2 * sizes.margin });
  write(pen, text, { x: sizes.margin, y: 56, ...how });
}

function drawLegend(pen: Pen, { rival }: ChartSeries, { words, language }: ChartSpeech): void {
  const entries = [
    { id: 'pricing-chart-ours', colour: colours.ours },
    ...(rival.some(({ tiyn }) => tiyn !== null) ? [{ id: 'pricing-chart-rival', colour: colours.rival }] : []),
  ];
  let x: number = sizes.margin;
  for (const { id, colour } of entries) {
    line(pen, { from: [x + 3, 91], to: [x + 37, 91], colour, width: 6 });
    x += 50;
    x += write(pen, words.t(language, id), { x, y: 100, size: sizes.text, colour: colours.quiet }) + 40;
  }
}

/** Before anything is known: the price, and when there will be more. */
function drawEmpty(pen: Pen, { currentTiyn }: PriceHistory, { words, language }: ChartSpeech): void {
  const middle = sizes.width / 2;
  const dashed = { colour: colours.rival, width: 2.5, dash: [12, 12] };
  line(pen, { from: [sizes.margin, 300], to: [sizes.width - sizes.margin, 300], ...dashed });
  const price = { size: 64, weight: 600, colour: colours.ours, align: 'center', hasHalo: true } as const;
  write(pen, formatTenge(currentTiyn), { x: middle, y: 270, ...price });
  const hint = { size: sizes.text + 2, colour: colours.quiet, align: 'center' } as const;
  write(pen, words.t(language, 'pricing-chart-empty'), { x: middle, y: 350, ...hint });
}

function nameOf({ names }: PriceHistory, language: Language): string {
  return { ru: names.nameRu, kk: names.nameKk, en: names.nameEn }[language] ?? names.nameRu;
}
