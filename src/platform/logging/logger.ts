import { pino } from 'pino';
import { loggableError } from './loggable-error.ts';

/** What the house logs through: one JSON line per event, facts first, then a short name of the event. */
export interface Logger {
  debug(facts: object, event: string): void;
  info(facts: object, event: string): void;
  warn(facts: object, event: string): void;
  error(facts: object, event: string): void;
  child(facts: object): Logger;
}

/** Fields that must never reach a log, wherever they stand. */
const secretFields = ['token', 'password', 'phone', 'cookies', 'authorization', 'text', 'secret', 'code'];

/**
 * A logger that writes JSON lines to standard error. Secrets, phones and message texts are removed by field name; of a
 * failure (`err`) only what an allow-list names is kept.
 */
export function createLogger(level: string): Logger {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level, redact: { paths, remove: true }, serializers: { err: loggableError } },
    pino.destination({ dest: 2, sync: true }),
  );
}
