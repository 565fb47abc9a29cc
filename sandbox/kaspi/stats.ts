import { createSlidingWindow, type SlidingWindow } from './sliding-window.ts';

/** Requests of one kind since the last reset. */
export interface RequestStats {
  requests: number;
  /** Answers by HTTP status; "dropped" counts requests that never got one. */
  answers: Record<string, number>;
  largestPerSecond: number;
}

/** What came in since the last reset. */
export interface StatsReport {
  readonly since: string;
  readonly total: RequestStats;
  readonly endpoints: Record<string, RequestStats>;
  /** Looks at offers by the client's address. */
  readonly offersByAddress: Record<string, RequestStats>;
  /** Price pushes by merchant; without answers. */
  readonly pushesByAccount: Record<string, RequestStats>;
}

/** Counts requests by endpoint, and the largest sliding window of one second. */
export interface Stats {
  /** Notes that a request came in; for offers also from which address. */
  came(endpoint: string, address?: string): void;
  /** Notes how a request ended. */
  answered(endpoint: string, outcome: string, address?: string): void;
  /** Notes a price push of a merchant. */
  pushed(merchantUid: string): void;
  report(): StatsReport;
  reset(): void;
}

interface Counter extends RequestStats {
  readonly recent: SlidingWindow;
}

type Kind = 'total' | 'endpoints' | 'offersByAddress' | 'pushesByAccount';

/** Creates empty counters. Time is the machine's, because limits of clients are kept in real time. */
export function createStats(): Stats {
  let since = new Date();
  let counters = emptyCounters();

  const counterOf = (kind: Kind, name: string): Counter => {
    const counter = counters[kind].get(name) ?? emptyCounter();
    counters[kind].set(name, counter);
    return counter;
  };
  const countersOf = (endpoint: string, address: string | undefined) => [
    counterOf('total', ''),
    counterOf('endpoints', endpoint),
    ...(address === undefined ? [] : [counterOf('offersByAddress', address)]),
  ];

  return {
    came: (endpoint, address) => {
      for (const counter of countersOf(endpoint, address)) {
        count(counter);
      }
    },
    answered: (endpoint, outcome, address) => {
      for (const { answers } of countersOf(endpoint, address)) {
        answers[outcome] = (answers[outcome] ?? 0) + 1;
      }
    },
    pushed: (merchantUid) => count(counterOf('pushesByAccount', merchantUid)),
    report: () => ({
      since: since.toISOString(),
      total: plain(counterOf('total', '')),
      endpoints: plainAll(counters.endpoints),
      offersByAddress: plainAll(counters.offersByAddress),
      pushesByAccount: plainAll(counters.pushesByAccount),
    }),
    reset: () => {
      since = new Date();
      counters = emptyCounters();
    },
  };
}

function emptyCounters(): Record<Kind, Map<string, Counter>> {
  return { total: new Map(), endpoints: new Map(), offersByAddress: new Map(), pushesByAccount: new Map() };
}

function emptyCounter(): Counter {
  return { requests: 0, answers: {}, largestPerSecond: 0, recent: createSlidingWindow(1_000) };
}

function count(counter: Counter): void {
  const at = performance.now();
  counter.requests += 1;
  counter.recent.add(at);
  counter.largestPerSecond = Math.max(counter.largestPerSecond, counter.recent.sum(at));
}

function plainAll(counters: ReadonlyMap<string, Counter>): Record<string, RequestStats> {
  return Object.fromEntries([...counters].map(([name, counter]) => [name, plain(counter)]));
}

function plain({ requests, answers, largestPerSecond }: Counter): RequestStats {
  return { requests, answers, largestPerSecond };
}
