/** A promise with what was measured of it. */
export interface BenchLine {
  readonly bench: string;
  /** The promise in words. */
  readonly goal: string;
  readonly met: boolean;
  readonly figures: Readonly<Record<string, unknown>>;
}

/** `full` measures the promise; `small` only shows in a short time that everything works, its times mean nothing. */
export type BenchSize = 'full' | 'small';

/** One measured promise; it prints nothing itself. */
export interface Bench {
  readonly name: string;
  measure(size: BenchSize): Promise<BenchLine>;
}

/** The middle of the values; of an even number the upper middle. */
export function median(values: readonly number[]): number {
  return sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  return sorted(values)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}

/** Whole milliseconds. */
export function rounded(values: readonly number[]): number[] {
  return values.map(Math.round);
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other);
}
