import type { UploadedFile } from '../body.ts';
import { badRequest } from './errors.ts';
import type { Bot, TelegramWorld } from './model.ts';

/** The parameters of a call: JSON members or form fields, and uploaded files. */
export interface Params {
  readonly fields: Record<string, unknown>;
  readonly files: Record<string, UploadedFile>;
}

/** One call of a bot. */
export interface Call {
  readonly world: TelegramWorld;
  readonly bot: Bot;
  readonly params: Params;
  /** Fires when the caller hangs up. */
  readonly signal: AbortSignal;
}

/** A method of the Bot API; what it returns is the `result`. */
export type Method = (call: Call) => unknown;

/** A text parameter; numbers become text. */
export function textParam(params: Params, name: string): string | undefined {
  const value = params.fields[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** A whole number, also when written as text. */
export function integerParam(params: Params, name: string): number | undefined {
  const text = textParam(params, name);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A truth value in any spelling that Telegram takes. */
export function flagParam(params: Params, name: string): boolean {
  return ['true', 'True', '1'].includes(String(params.fields[name]));
}

/** A JSON parameter, given as JSON or as its text. @throws TelegramError 400 when the text is no JSON */
export function jsonParam(params: Params, name: string): unknown {
  const value = params.fields[name];
  if (typeof value !== 'string') {
    return value;
  }

  try {
    return value === '' ? undefined : JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
  }
}
