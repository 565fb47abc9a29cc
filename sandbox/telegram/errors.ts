/** A refusal in Telegram's shape. */
export class TelegramError extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  constructor(code: number, description: string, parameters?: Readonly<Record<string, number>>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** A refusal because of what was asked (400). */
export function badRequest(reason: string): TelegramError {
  return new TelegramError(400, `Bad Request: ${reason}`);
}

/** A refusal because of the user's relation to the bot (403). */
export function forbidden(reason: string): TelegramError {
  return new TelegramError(403, `Forbidden: ${reason}`);
}

/** A refusal because somebody else receives the updates (409). */
export function conflict(reason: string): TelegramError {
  return new TelegramError(409, `Conflict: ${reason}`);
}

/** A refusal because of too many calls (429). */
export function tooManyRequests(retryAfterSeconds: number): TelegramError {
  return new TelegramError(429, `Too Many Requests: retry after ${retryAfterSeconds}`, {
    retry_after: retryAfterSeconds,
  });
}
