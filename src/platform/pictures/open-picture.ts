import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

/** What a picture is drawn with: the canvas of browsers, with the house's fonts. */
export type Pen = SKRSContext2D;

/** A picture being drawn; sizes in pixels. */
export interface Picture {
  readonly pen: Pen;
  readonly width: number;
  readonly height: number;
  /** The picture as a PNG; packed in a thread of its own. */
  toPng(): Promise<Buffer>;
}

/** Opens an empty picture. The one family is `Inter`, in the weights 400 and 600. @throws Error without its fonts */
export function openPicture({ width, height }: { width: number; height: number }): Picture {
  loadFonts();
  const canvas = createCanvas(width, height);
  return { pen: canvas.getContext('2d'), width, height, toPng: () => canvas.encode('png') };
}

/** A machine may have no fonts at all; these have every Kazakh letter and ₸. */
const fonts = ['400Regular/Inter_400Regular', '600SemiBold/Inter_600SemiBold'];
let areLoaded = false;

function loadFonts(): void {
  if (areLoaded) {
    return;
  }

  const { resolve } = createRequire(import.meta.url);
  for (const font of fonts) {
    if (!GlobalFonts.registerFromPath(resolve(`@expo-google-fonts/inter/${font}.ttf`), 'Inter')) {
      throw new Error(`The font ${font} can't be read.`);
    }
  }
  areLoaded = true;
}
