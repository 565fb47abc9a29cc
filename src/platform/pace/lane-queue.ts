import type { KeeperClock } from './keeper-clock.ts';
import type { Lane, LaneKeeper, Reservation } from './lane.ts';
import { LaneClosed } from './lane-closed.ts';

/** Turns are reserved at most so far ahead: what a killed process had reserved is all that is lost. */
const HORIZON_MS = 200;
/** A turn that is missed by more, because the process was busy, is given up: late starts would crowd the next ones. */
const LATE_MS = 60;
const MOST_AT_ONCE = 64;
/** A shorter pause would only ask again for what others have just taken. */
const SHORTEST_PAUSE_MS = 4;

type Lanes = Readonly<Record<'every' | 'oneOf', readonly Lane[]>>;

interface Waiter {
  readonly patienceMs: number;
  readonly resolve: (index: number) => void;
  readonly reject: (error: unknown) => void;
}

/** Those of this process who wait for the same lanes, in the order of asking, and the turns reserved for them. */
export class LaneQueue {
  readonly #keeper: LaneKeeper;
  readonly #clock: KeeperClock;
  readonly #lanes: Lanes;
  #waiters: Waiter[] = [];
  #turns: { readonly at: number; readonly index: number }[] = [];
  #askAt = 0;
  #isAsking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(keeper: LaneKeeper, clock: KeeperClock, lanes: Lanes) {
    this.#keeper = keeper;
    this.#clock = clock;
    this.#lanes = lanes;
  }

  /** Nobody waits, and no answer is on its way. */
  get isIdle(): boolean {
    return this.#waiters.length === 0 && !this.#isAsking;
  }

  /** Which of the alternative lanes the turn is on, once it has come. @throws LaneClosed, the signal's reason */
  async turn(patienceMs: number, signal: AbortSignal | undefined): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const waiter = { patienceMs, resolve, reject };
    const leave = () => {
      this.#waiters = this.#waiters.filter((other) => other !== waiter);
      reject(signal?.reason);
      this.#advance();
    };
    this.#waiters.push(waiter);
    signal?.addEventListener('abort', leave, { once: true });
    this.#advance();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  /** Gives up what was reserved on a lane that has just been closed. */
  forget(lane: string): void {
    const isCommon = this.#lanes.every.some(({ name }) => name === lane);
    this.#turns = isCommon ? [] : this.#turns.filter(({ index }) => this.#lanes.oneOf[index]?.name !== lane);
    this.#askAt = 0;
    this.#advance();
  }

  /** Hands out the turns that have come, asks for more where they do not suffice, and sees to being called again. */
  #advance(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    this.#serve(now);
    if (this.#waiters.length === 0) {
      return;
    }

    const lacksTurns = !this.#isAsking && this.#turns.length < this.#waiters.length;
    if (lacksTurns && now >= this.#askAt) {
      void this.#ask();
    }

    const due = this.#turns[0]?.at ?? Number.POSITIVE_INFINITY;
    const next = Math.min(due, lacksTurns && !this.#isAsking ? this.#askAt : Number.POSITIVE_INFINITY);
    if (next < Number.POSITIVE_INFINITY) {
      this.#timer = setTimeout(() => this.#advance(), Math.max(1, Math.ceil(next - now)));
    }
  }

  #serve(now: number): void {
    for (let turn = this.#turns[0]; turn && turn.at <= now; turn = this.#turns[0]) {
      const isLate = now - turn.at > LATE_MS;
      if (!isLate && this.#waiters.length === 0) {
        return;
      }

      this.#turns.shift();
      if (!isLate) {
        this.#waiters.shift()?.resolve(turn.index);
      }
    }
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const count = Math.min(MOST_AT_ONCE, this.#waiters.length - this.#turns.length);
    try {
      this.#take(await this.#keeper.reserve({ ...this.#lanes, count, withinMs: HORIZON_MS }));
    } catch (error) {
      this.#waiters.splice(0).forEach(({ reject }) => void reject(error));
    } finally {
      this.#isAsking = false;
    }
    this.#advance();
  }

  #take({ nowMs, turns, nextMs, isClosed }: Reservation): void {
    this.#clock.learn(nowMs);
    const now = performance.now();
    this.#turns.push(...turns.map(({ atMs, index }) => ({ at: this.#clock.toLocal(atMs), index })));
    this.#askAt = Math.max(now + SHORTEST_PAUSE_MS, this.#clock.toLocal(nextMs) - HORIZON_MS / 2);
    if (isClosed && turns.length === 0) {
      this.#sendAway(nextMs - nowMs);
    }
  }

  /** A cool-down longer than somebody's patience is told at once. */
  #sendAway(waitMs: number): void {
    const impatient = this.#waiters.filter(({ patienceMs }) => patienceMs < waitMs);
    this.#waiters = this.#waiters.filter((waiter) => !impatient.includes(waiter));
    impatient.forEach(({ reject }) => void reject(new LaneClosed(waitMs)));
  }
}
