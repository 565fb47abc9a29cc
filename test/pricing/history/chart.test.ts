import { describe, expect, it } from '@jest/globals';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { languages } from '#src/kernel/language.ts';
import { tenge } from '#src/kernel/money.ts';
import { openPicture } from '#src/platform/pictures/open-picture.ts';
import { createWords } from '#src/platform/words/words.ts';
import { seriesOf } from '#src/pricing/history/chart/chart-series.ts';
import { drawPriceHistory } from '#src/pricing/history/chart/draw-price-history.ts';
import type { PriceHistory } from '#src/pricing/history/read-price-history.ts';
import { aHistory, aLook, aMove, aWar, hoursBefore } from './histories.ts';

const words = createWords('locales');
const draw = (history: PriceHistory, language: 'ru' | 'kk' | 'en' = 'kk') =>
  drawPriceHistory(history, { language, words, zone: 'Asia/Almaty' });

/** How many pixels of a picture have exactly this colour. */
async function countPixels(png: Buffer, colour: string): Promise<number> {
  const image = await loadImage(png);
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    count += wanted.every((part, offset) => data[at + offset] === part) ? 1 : 0;
  }
  return count;
}

const ours = '#007A8F';
const rival = '#A39A90';

describe('the picture of a price', () => {
  it('is a PNG of 1 000 × 560 with our line and the rival’s', async () => {
    const png = await draw(aWar());
    const { width, height } = await loadImage(png);
    expect([width, height]).toEqual([1_000, 560]);
    expect(await countPixels(png, ours)).toBeGreaterThan(5_000);
    expect(await countPixels(png, rival)).toBeGreaterThan(500);
  });

  it('shows no rival where there is none, and its price where nothing is known yet', async () => {
    const alone = await draw(aHistory({ points: [aLook(3, 4_990, null), aLook(1, 4_990, null)] }));
    const beside = await draw(aHistory({ points: [aLook(3, 4_990, 5_100), aLook(1, 4_990, 5_100)] }));
    expect(await countPixels(alone, rival)).toBeLessThan((await countPixels(beside, rival)) / 5);
    expect(await countPixels(await draw(aHistory()), ours)).toBeGreaterThan(1_000);
  });

  it('has every Kazakh letter, the sign of tenge and the space within prices', () => {
    const { pen } = openPicture({ width: 80, height: 80 });
    const drawn = (letter: string) => {
      pen.fillStyle = '#FFFFFF';
      pen.fillRect(0, 0, 80, 80);
      pen.fillStyle = '#000000';
      pen.font = '600 40px Inter';
      pen.fillText(letter, 10, 60);
      return Buffer.from(pen.getImageData(0, 0, 80, 80).data).toString('base64');
    };
    const missing = drawn('\u{10FFFD}');
    for (const letter of 'ӘәҒғҚқҢңӨөҰұҮүҺһІі₸↑↓…') {
      expect({ letter, isMissing: drawn(letter) === missing }).toEqual({ letter, isMissing: false });
    }
    expect(drawn('\u202f')).toBe(drawn(' '));
    const letters = [...'ӘҒҚҢӨҰҮҺІ₸'].map(drawn);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it('can be drawn of any history', async () => {
    const price = fc.integer({ min: 10, max: 3_000_000 });
    const hours = fc.double({ min: 0, max: 400, noNaN: true });
    const maybe = fc.option(price, { nil: null });
    const looks = fc.array(fc.tuple(hours, maybe, maybe), { maxLength: 20 });
    const any = fc.record({
      looks,
      moves: fc.array(fc.tuple(hours, price, price), { maxLength: 5 }),
      floor: maybe,
      price,
    });
    await fc.assert(
      fc.asyncProperty(any, fc.constantFrom(...languages), async (one, language) => {
        const history = aHistory({
          points: one.looks.map((look) => aLook(...look)).sort((a, b) => a.at.getTime() - b.at.getTime()),
          moves: one.moves.map((move) => aMove(...move)).sort((a, b) => a.at.getTime() - b.at.getTime()),
          ...{ floorTiyn: one.floor === null ? null : tenge(one.floor), startTiyn: tenge(one.price) },
        });
        expect(await countPixels(await draw(history, language), ours)).toBeGreaterThan(100);
      }),
      { numRuns: 15 },
    );
  }, 20_000);
});

describe('the lines of a picture', () => {
  it('hold a price until the next one, begin with what it was, and end with what it is', () => {
    const history = aHistory({ moves: [aMove(50, 5_500, 4_990)], startTiyn: tenge(5_500) });
    const lines = seriesOf(history);
    expect(lines?.ours).toEqual([
      { at: lines?.from, tiyn: tenge(5_500) },
      { at: hoursBefore(50).getTime(), tiyn: tenge(4_990) },
      { at: history.to.getTime(), tiyn: tenge(4_990) },
    ]);
    expect(seriesOf(aHistory())).toBeUndefined();
  });

  it('break the rival’s line where nobody looked, and not over a night', () => {
    const points = [300, 290, 278, 100, 90].map((hours) => aLook(hours, 4_990, 5_100));
    const lines = seriesOf(aHistory({ points }));
    expect(lines?.gaps).toEqual([
      { from: hoursBefore(278).getTime(), to: hoursBefore(100).getTime() },
      { from: hoursBefore(90).getTime(), to: hoursBefore(0).getTime() },
    ]);
    expect(lines?.rival.map(({ tiyn }) => tiyn)).toEqual([
      ...[tenge(5_100), tenge(5_100), tenge(5_100), null],
      ...[tenge(5_100), tenge(5_100), null, null],
    ]);
  });
});
