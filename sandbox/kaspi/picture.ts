import { crc32, deflateSync } from 'node:zlib';
import { silhouetteOf } from './silhouette.ts';

const size = 256;

/** Draws a product's picture: a plain silhouette on a soft ground, coloured by category. PNG bytes. */
export function drawPng(category: string, masterSku: string): Buffer {
  const hue = hueOf(category);
  const tones = { ground: rgb(hue, 0.35, 0.93), body: rgb(hue, 0.55, 0.45), light: rgb(hue, 0.6, 0.7) };
  const silhouette = silhouetteOf(category);
  const slimness = 1 + (Number(masterSku) % 5) * 0.04;
  const rows = Array.from({ length: size }, (_, y) => {
    const pixels = Array.from({ length: size }, (__, x) => {
      return tones[silhouette((x / size - 0.5) * slimness, y / size - 0.5)];
    });
    return Buffer.from([0, ...pixels.flat()]);
  });

  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.concat(rows));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** The same picture for pages, with the brand written on it. SVG text. */
export function drawSvg(category: string, brand: string): string {
  const hue = hueOf(category);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256">',
    `<rect width="256" height="256" fill="hsl(${hue} 35% 93%)"/>`,
    `<rect x="72" y="40" width="112" height="176" rx="28" fill="hsl(${hue} 55% 45%)"/>`,
    `<rect x="88" y="68" width="80" height="120" rx="16" fill="hsl(${hue} 60% 70%)"/>`,
    `<text x="128" y="240" text-anchor="middle" font-family="sans-serif" font-size="18">${escapeText(brand)}</text>`,
    '</svg>',
  ].join('');
}

/** Makes a text safe inside HTML and SVG. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function hueOf(text: string): number {
  return crc32(text) % 360;
}

function rgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const strength = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - strength * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
