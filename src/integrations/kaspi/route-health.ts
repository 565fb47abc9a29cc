import type { ProxyNews, ProxyRoute } from '../../stores/proxies/proxy.ports.ts';

/** Rests double with every failure in a row; seconds. A wall is stayed away from longer than a broken line. */
const rests = { wall: { first: 15, longest: 900 }, line: { first: 2, longest: 300 } } as const;

/** Why a route failed. */
export interface RouteFailure {
  readonly kind: 'wall' | 'line';
  /** What the service itself asked for. */
  readonly retryAfterSeconds: number | undefined;
  readonly code: string;
}

/** How one proxy fares, as this process and the last look at the table know it. */
export class RouteHealth {
  readonly #id: string;
  #failuresInRow: number;
  #restingUntil: number;
  #news = { successes: 0, errors: 0, lastFailure: undefined as string | undefined };

  constructor({ id, failuresInRow, restingUntil }: ProxyRoute) {
    this.#id = id;
    this.#failuresInRow = failuresInRow;
    this.#restingUntil = Number(restingUntil ?? 0);
  }

  get restingUntil(): number {
    return this.#restingUntil;
  }

  /** Something happened that the table does not know yet. */
  get hasNews(): boolean {
    return this.#news.successes + this.#news.errors > 0;
  }

  succeeded(): void {
    this.#news.successes += 1;
    this.#failuresInRow = 0;
  }

  /** Rests, longer with every failure in a row. */
  failed({ kind, retryAfterSeconds = 0, code }: RouteFailure): void {
    this.#news.errors += 1;
    this.#news.lastFailure = code;
    this.#failuresInRow += 1;
    const { first, longest } = rests[kind];
    const seconds = Math.max(retryAfterSeconds, Math.min(longest, first * 2 ** (this.#failuresInRow - 1)));
    this.#restingUntil = Math.max(this.#restingUntil, Date.now() + seconds * 1_000);
  }

  /** Takes over what other processes found; what is not told yet still counts. */
  learn({ failuresInRow, restingUntil }: ProxyRoute): void {
    if (!this.hasNews) {
      this.#failuresInRow = failuresInRow;
      this.#restingUntil = Number(restingUntil ?? 0);
    }
  }

  /** Hands over what the table is to be told, once. */
  takeNews(): ProxyNews {
    const news = { id: this.#id, ...this.#news, failuresInRow: this.#failuresInRow, restingUntil: this.#rest() };
    this.#news = { successes: 0, errors: 0, lastFailure: undefined };
    return news;
  }

  #rest(): Date | undefined {
    return this.#restingUntil > Date.now() ? new Date(this.#restingUntil) : undefined;
  }
}
