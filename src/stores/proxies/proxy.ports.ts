/** A proxy of the pool as a client of the outside world needs it. */
export interface ProxyRoute {
  readonly id: string;
  /** Host and port, for logs. */
  readonly label: string;
  /** With user and password: a secret. */
  readonly url: string;
  /** Whose it is; nothing: everybody's. */
  readonly companyId: string | undefined;
  readonly failuresInRow: number;
  readonly restingUntil: Date | undefined;
}

/** What happened on a proxy since the last report. */
export interface ProxyNews {
  readonly id: string;
  readonly successes: number;
  readonly errors: number;
  /** The count now, not an addition. */
  readonly failuresInRow: number;
  readonly restingUntil: Date | undefined;
  /** The code of the last failure, where there was one. */
  readonly lastFailure: string | undefined;
}

/** The pool of proxies as it is kept for all processes. */
export interface ProxySource {
  /** Those that are not retired. */
  list(): Promise<ProxyRoute[]>;
  /** Writes down what happened; several at once and seldom. */
  report(news: readonly ProxyNews[]): Promise<void>;
}
