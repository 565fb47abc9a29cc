/** Requests of one endpoint since the last reset. */
export interface EndpointStats {
  requests: number;
  /** Answers by HTTP status; "dropped" counts requests that never got one. */
  answers: Record<string, number>;
  largestPerSecond: number;
}

/** Counts requests by endpoint and the largest sliding window of one second. */
export interface Stats {
  /** Notes that a request came in. */
  came(endpoint: string): void;
  /** Notes how a request ended. */
  answered(endpoint: string, outcome: string): void;
  report(): { since: string; total: EndpointStats; endpoints: Record<string, EndpointStats> };
  reset(): void;
}

interface Counter extends EndpointStats {
  recent: number[];
}

/** Creates empty counters. Time is the machine's, because limits of clients are kept in real time. */
export function createStats(): Stats {
  let since = new Date();
  let counters = new Map<string, Counter>();

  const counterOf = (name: string): Counter => {
    const counter = counters.get(name) ?? { requests: 0, answers: {}, largestPerSecond: 0, recent: [] };
    counters.set(name, counter);
    return counter;
  };
  const both = (endpoint: string) => [counterOf(endpoint), counterOf('')];

  return {
    came: (endpoint) => {
      const at = performance.now();
      for (const counter of both(endpoint)) {
        counter.requests += 1;
        counter.recent = [...counter.recent.filter((earlier) => at - earlier < 1_000), at];
        counter.largestPerSecond = Math.max(counter.largestPerSecond, counter.recent.length);
      }
    },
    answered: (endpoint, outcome) => {
      for (const counter of both(endpoint)) {
        counter.answers[outcome] = (counter.answers[outcome] ?? 0) + 1;
      }
    },
    report: () => ({
      since: since.toISOString(),
      total: plain(counterOf('')),
      endpoints: Object.fromEntries(
        [...counters].filter(([name]) => name !== '').map(([name, counter]) => [name, plain(counter)]),
      ),
    }),
    reset: () => {
      since = new Date();
      counters = new Map();
    },
  };
}

function plain({ requests, answers, largestPerSecond }: Counter): EndpointStats {
  return { requests, answers, largestPerSecond };
}
