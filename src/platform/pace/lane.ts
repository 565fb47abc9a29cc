/** A stream of starts that is never denser than `perSecond`; `Infinity` is no limit, and costs nothing. */
export interface Lane {
  readonly name: string;
  readonly perSecond: number;
}

/** Turns to reserve: each is one of every lane in `every` and of the best lane in `oneOf`, where there are any. */
export interface Wanted {
  readonly count: number;
  /** Only turns that come within this time are reserved; at most a second. */
  readonly withinMs: number;
  readonly every: readonly Lane[];
  readonly oneOf: readonly Lane[];
}

/** A reserved turn: when it comes on the keeper's clock, and which of `oneOf` it is on (-1 where there was none). */
export interface Reserved {
  readonly atMs: number;
  readonly index: number;
}

/** What a keeper answers; without turns, `nextMs` says when the first one could come. */
export interface Reservation {
  /** The keeper's clock when it answered. */
  readonly nowMs: number;
  readonly turns: readonly Reserved[];
  readonly nextMs: number;
  /** A cool-down is why nothing comes sooner. */
  readonly isClosed: boolean;
}

/** Keeps where each lane stands and hands out evenly spaced turns. */
export interface LaneKeeper {
  reserve(wanted: Wanted): Promise<Reservation>;
  /** Gives no turn on the lane for so long; a longer cool-down under way stays. */
  close(lane: string, durationMs: number): Promise<void>;
}

/** The distance between two turns of a lane in milliseconds. */
export function gapMs({ perSecond }: Lane): number {
  return 1_000 / perSecond;
}
