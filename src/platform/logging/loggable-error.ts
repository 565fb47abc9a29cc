/** What a log may know of a failure: an allow-list, because errors of libraries carry requests, updates and tokens. */

/** A failure as it stands in a log. */
export interface LoggableError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** The failure's own code, of whoever threw it: `order.notFound`, `ECONNRESET`, `23505`. */
  readonly failure?: string;
  readonly status?: number;
  readonly errorCode?: number;
  /** The Bot API's method that failed. */
  readonly method?: string;
  readonly cause?: LoggableError;
}

/** The fields of an error that are looked at; everything else stays out. */
interface Seen {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly error_code?: unknown;
  readonly method?: unknown;
  readonly cause?: unknown;
  /** Where grammY keeps what it wraps. */
  readonly error?: unknown;
}

const MAX_DEPTH = 5;
const MAX_TEXT = 8000;

/** The part of whatever was thrown that a log may keep; addresses, tokens, phones and quoted answers are taken out. */
export function loggableError(thrown: unknown): LoggableError {
  return describe(thrown, 0);
}

function describe(thrown: unknown, depth: number): LoggableError {
  if (typeof thrown !== 'object' || thrown === null) {
    return { type: typeof thrown, message: withoutSecrets(String(thrown)) };
  }

  const seen: Seen = thrown;
  const inner = seen.cause ?? seen.error;
  if (seen.name === 'BotError' && inner !== undefined) {
    return describe(inner, depth);
  }

  return {
    type: textOf(seen.name) ?? 'object',
    message: withoutSecrets(textOf(seen.message) ?? ''),
    ...(typeof seen.stack === 'string' && { stack: framesOf(seen.stack) }),
    ...codesOf(seen),
    ...(inner !== undefined && depth < MAX_DEPTH && { cause: describe(inner, depth + 1) }),
  };
}

function codesOf({ code, status, error_code: errorCode, method }: Seen): Partial<LoggableError> {
  return {
    ...(typeof code === 'string' && { failure: withoutSecrets(code) }),
    ...(typeof status === 'number' && { status }),
    ...(typeof errorCode === 'number' && { errorCode }),
    ...(typeof method === 'string' && { method: withoutSecrets(method) }),
  };
}

/** Only the places: the head of a stack repeats the message, also where the message was changed afterwards. */
function framesOf(stack: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return withoutSecrets(frames.join('\n'));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What a message may quote, and what stands there instead. */
const unfit: readonly (readonly [RegExp, string])[] = [
  // Paths carry the tokens of bots, queries sign-in links, the user part passwords: only where it leads stays.
  [/\b(?!file:|node:)([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@"']*@)?([^\s/?#"'`)<>]*)[^\s"'`)<>]*/gi, '$1$2/…'],
  [/\b\d{5,}:[\w-]{20,}/g, '<token>'],
  [/(?<!\d)\+?[78][ (-]*7\d{2}[ )-]*\d{3}[ -]*\d{2}[ -]*\d{2}(?!\d)/g, '<phone>'],
  // V8 quotes the answer it could not parse, PostgreSQL the value it could not read.
  [/, .* is not valid JSON/gs, ': not valid JSON'],
  [/(invalid input (?:syntax|value) for [^:]*: ).*/gs, '$1<value>'],
];

function withoutSecrets(text: string): string {
  return unfit.reduce((rest, [pattern, instead]) => rest.replaceAll(pattern, instead), text.slice(0, MAX_TEXT));
}
