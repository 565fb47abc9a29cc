import type { Pen } from '../../../platform/pictures/open-picture.ts';

/** Colours of a chart: sky for us, warm grey for the rival, the rest quiet. */
export const colours = {
  paper: '#FCFBF9',
  ink: '#2A2622',
  quiet: '#6F675F',
  grid: '#E9E5DF',
  gap: '#F3F0EB',
  ours: '#007A8F',
  rival: '#A39A90',
} as const;

/** Sizes in pixels of a picture that is 1 000 wide and read on a phone, where it is about 400. */
export const sizes = { width: 1_000, height: 560, margin: 36, title: 34, text: 25, price: 32 } as const;

/** How a text is written. */
export interface Writing {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour?: string;
  readonly weight?: 400 | 600;
  readonly align?: 'left' | 'right' | 'center';
  /** What lies behind is covered, so that a line does not cross the letters. */
  readonly hasHalo?: boolean;
}

/** Writes a text with its baseline at `y`; answers its width. */
export function write(pen: Pen, text: string, how: Writing): number {
  pen.font = `${how.weight ?? 400} ${how.size}px Inter`;
  pen.textAlign = how.align ?? 'left';
  pen.textBaseline = 'alphabetic';
  if (how.hasHalo) {
    pen.strokeStyle = colours.paper;
    pen.lineWidth = 8;
    pen.lineJoin = 'round';
    pen.strokeText(text, how.x, how.y);
  }
  pen.fillStyle = how.colour ?? colours.ink;
  pen.fillText(text, how.x, how.y);
  return pen.measureText(text).width;
}

/** The width of a text, pixels. */
export function widthOf(pen: Pen, text: string, { size, weight = 400 }: Pick<Writing, 'size' | 'weight'>): number {
  pen.font = `${weight} ${size}px Inter`;
  return pen.measureText(text).width;
}

/** The text, or as much of its beginning as fits with three dots after it. */
export function cutToFit(pen: Pen, text: string, how: Pick<Writing, 'size' | 'weight'> & { width: number }): string {
  if (widthOf(pen, text, how) <= how.width) {
    return text;
  }

  let letters = [...text];
  while (letters.length > 0 && widthOf(pen, `${letters.join('')}…`, how) > how.width) {
    letters = letters.slice(0, -1);
  }
  return `${letters.join('').trimEnd()}…`;
}
