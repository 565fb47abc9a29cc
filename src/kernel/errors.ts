/** One expected failure: its HTTP status; `Params` are the facts its sentence may name. */
export interface ErrorSpec<Params extends ErrorParams = ErrorParams> {
  readonly status: number;
  /** Present only for the type checker: carries the shape of the parameters. */
  readonly params?: Params;
}

/** Facts a message may name; plain values, so that they survive JSON. */
export type ErrorParams = Record<string, string | number>;

/** An expected failure of the catalogue; its words live in `locales` under `messageId`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly status: number;
  readonly params: ErrorParams;

  constructor(code: string, status: number, details: { params?: ErrorParams; cause?: unknown } = {}) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.status = status;
    this.params = details.params ?? {};
  }

  /** The Fluent id of this error's sentence: `order.notFound` → `error-order-not-found`. */
  get messageId(): string {
    return messageIdOf(this.code);
  }
}

/** Tells an expected failure from a bug. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** Every code defined in this process with its HTTP status, for the OpenAPI document and the words test. */
export function listErrorCodes(): ReadonlyMap<string, number> {
  return catalogue;
}

/** The Fluent id of an error code. */
export function messageIdOf(code: string): string {
  return `error-${code.replaceAll('.', '-').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

type Thrower<Spec> =
  Spec extends ErrorSpec<infer Params>
    ? Record<string, never> extends Params
      ? (params?: Params, cause?: unknown) => AppError
      : (params: Params, cause?: unknown) => AppError
    : never;

/** Turns a feature's table of failures into typed makers; the code is `<feature>.<key>`. */
export function defineErrors<Specs extends Record<string, ErrorSpec<never> | ErrorSpec>>(
  feature: string,
  specs: Specs,
): { readonly [Key in keyof Specs]: Thrower<Specs[Key]> } {
  const makers = Object.entries(specs).map(([key, spec]) => {
    const code = `${feature}.${key}`;
    catalogue.set(code, spec.status);
    return [
      key,
      (params?: ErrorParams, cause?: unknown) => new AppError(code, spec.status, { ...(params && { params }), cause }),
    ];
  });
  return Object.fromEntries(makers) as { readonly [Key in keyof Specs]: Thrower<Specs[Key]> };
}

const catalogue = new Map<string, number>();
