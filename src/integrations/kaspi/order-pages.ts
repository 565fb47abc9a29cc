import { isObject, looseNumber } from './loose-fields.ts';

/** Kaspi refuses a window over 14 days (contract 1.2). */
const WINDOW_MS = 14 * 86_400_000;

/** Closed windows `[from, to]` in Unix milliseconds that cover the range without overlap, each within 14 days. */
export function splitWindow(from: Date, to: Date): [number, number][] {
  const windows: [number, number][] = [];
  for (let start = from.getTime(); start <= to.getTime(); start += WINDOW_MS) {
    windows.push([start, Math.min(start + WINDOW_MS - 1, to.getTime())]);
  }

  return windows;
}

/** How many pages there are: `meta.pageCount`; where that is missing, one more for as long as pages come full. */
export function readPageCount(answer: Record<string, unknown>, at: { page: number; isFull: boolean }): number {
  const told = isObject(answer.meta) ? looseNumber.parse(answer.meta.pageCount) : undefined;
  return told ?? at.page + (at.isFull ? 2 : 1);
}
