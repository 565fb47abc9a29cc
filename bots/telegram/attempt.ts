/** The only door from a dialogue to data: runs once across replays, gives plain JSON back, failures as data. */
import type { Scope } from '#src/platform/db/scope.ts';
import type { BotContext, Dialogue, Failure } from './context.ts';
import { BrokenOff } from './failures.ts';

/** A value as it survives JSON: dates become ISO strings. */
export type Plain<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { [Key in keyof T]: Plain<T[Key]> }
      : T;

/** What an attempt came to. */
export type Outcome<T> = { readonly ok: true; readonly value: Plain<T> } | Failure;

/**
 * Does the work in a scope of the visitor's company, as the visitor. `key` names this attempt for ever: hand it to
 * verbs that must not take effect twice when the process dies between their commit and the dialogue's own state.
 */
export function attempt<T>(dialogue: Dialogue, work: (scope: Scope, key: string) => Promise<T>): Promise<Outcome<T>> {
  return attemptCall(dialogue, (ctx, key) => ctx.inCompany((scope) => work(scope, key)));
}

/** Like `attempt`, for work that opens its own scopes (read, leave, call, write) or needs no company yet. */
export function attemptCall<T>(
  dialogue: Dialogue,
  work: (ctx: BotContext, key: string) => Promise<T>,
): Promise<Outcome<T>> {
  const task = async (ctx: BotContext): Promise<Outcome<T>> => {
    try {
      const value = await work(ctx, `${ctx.updateKey}:${ctx.nextAttempt()}`);
      return { ok: true, value: plain(value) };
    } catch (error) {
      if (ctx.ending.aborted && error === ctx.ending.reason) {
        throw error;
      }

      return ctx.failureOf(error);
    }
  };
  // Errors are cloned on their way out of the dialogue and lose their class; no other one is thrown.
  return dialogue.external({ task, afterLoadError: (error) => new BrokenOff('the bot stops', { cause: error }) });
}

/** The same on the first run as on every replay, which reads it back from storage. */
function plain<T>(value: T): Plain<T> {
  return (value === undefined ? undefined : JSON.parse(JSON.stringify(value))) as Plain<T>;
}
