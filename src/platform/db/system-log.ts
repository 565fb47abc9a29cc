import type { Logger } from '../logging/logger.ts';

/** Writes down every use of the door across companies. */
export interface SystemLog {
  /** The first use for a reason stands in the log at once; more of them within the minute are counted in one line. */
  note(reason: string): void;
  /** Writes what has been counted so far. */
  flush(): void;
}

const MINUTE_MS = 60_000;

/** A log of the door across companies that stays readable when jobs use it many times a second. */
export function createSystemLog(logger: Logger): SystemLog {
  const more = new Map<string, number>();
  let window: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(window);
    window = undefined;
    for (const [reason, uses] of more) {
      if (uses > 0) {
        logger.info({ reason, uses }, 'across companies again');
      }
    }
    more.clear();
  };
  return {
    note: (reason) => {
      const uses = more.get(reason);
      more.set(reason, uses === undefined ? 0 : uses + 1);
      if (uses === undefined) {
        logger.info({ reason }, 'across companies');
      }
      window ??= setTimeout(flush, MINUTE_MS).unref();
    },
    flush,
  };
}
