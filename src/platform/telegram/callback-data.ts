/** What stands behind an inline button: `v1:<action>:<arguments>`, at most 64 bytes; ids travel as 22 characters. */
import { longId, shortId } from '../../kernel/ids.ts';

/** Telegram's limit for callback data (Bot API, InlineKeyboardButton). */
export const MAX_CALLBACK_BYTES = 64;

/** A tap read back. */
export interface Tap {
  readonly action: string;
  readonly args: readonly string[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHORT = /^[\w-]{22}$/;

/**
 * Packs an action and its arguments (ids, page numbers, short words) into callback data.
 * @throws Error when the result is over 64 bytes or an argument could not be read back
 */
export function packTap(action: string, ...args: readonly (string | number)[]): string {
  const packed = ['v1', action, ...args.map((arg) => packArgument(String(arg)))].join(':');
  if (Buffer.byteLength(packed) > MAX_CALLBACK_BYTES) {
    throw new Error(`Callback data of ${action} is over ${MAX_CALLBACK_BYTES} bytes.`);
  }

  return packed;
}

/** Reads callback data; undefined when it is not of this version or broken. */
export function unpackTap(packed: string): Tap | undefined {
  const [version, action, ...args] = packed.split(':');
  if (version !== 'v1' || !action) {
    return undefined;
  }

  return { action, args: args.map((arg) => (SHORT.test(arg) ? (longId(arg) ?? arg) : arg)) };
}

function packArgument(arg: string): string {
  if (UUID.test(arg)) {
    return shortId(arg);
  }

  if (arg.includes(':') || SHORT.test(arg)) {
    throw new Error('A callback argument holds no colon and is not 22 characters long unless it is an id.');
  }

  return arg;
}
