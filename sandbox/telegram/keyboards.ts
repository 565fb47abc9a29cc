import { isRecord } from '../body.ts';
import { badRequest } from './errors.ts';
import { jsonParam, type Params } from './params.ts';
import type { InlineButton, InlineKeyboard, ReplyButton, ReplyKeyboard } from './wire.ts';

const inlineActions = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];
const maxButtons = 100;

/** The markup of a message, read and checked. */
export type Markup =
  | { readonly kind: 'none' }
  | { readonly kind: 'inline'; readonly keyboard: InlineKeyboard }
  | { readonly kind: 'reply'; readonly keyboard: ReplyKeyboard }
  | { readonly kind: 'remove' }
  | { readonly kind: 'force'; readonly placeholder?: string | undefined };

/** Reads `reply_markup`. @throws TelegramError 400 as Telegram refuses keyboards */
export function markupParam(params: Params): Markup {
  const given = jsonParam(params, 'reply_markup');
  if (given === undefined || given === null) {
    return { kind: 'none' };
  }
  if (!isRecord(given)) {
    throw badRequest('object expected as reply markup');
  }

  const placeholder = placeholderOf(given);
  if ('inline_keyboard' in given) {
    return inlineMarkup(given.inline_keyboard);
  }
  if ('keyboard' in given) {
    return { kind: 'reply', keyboard: replyKeyboard(given) };
  }
  if (given.remove_keyboard === true) {
    return { kind: 'remove' };
  }
  return given.force_reply === true ? { kind: 'force', placeholder } : { kind: 'none' };
}

/** Reads `reply_markup` of an edit, which takes buttons under the message only. @throws TelegramError 400 on others */
export function inlineMarkupParam(params: Params): InlineKeyboard | undefined {
  const markup = markupParam(params);
  if (markup.kind === 'inline') {
    return markup.keyboard;
  }
  if (markup.kind !== 'none') {
    throw badRequest('inline keyboard expected');
  }
  return undefined;
}

function inlineMarkup(rows: unknown): Markup {
  const buttons = rowsOf(rows, 'inline keyboard').map((row) => row.map(inlineButton));
  const keyboard = { inline_keyboard: buttons.filter((row) => row.length > 0) };
  return keyboard.inline_keyboard.length > 0 ? { kind: 'inline', keyboard } : { kind: 'none' };
}

function inlineButton(given: unknown): InlineButton {
  if (!isRecord(given)) {
    throw badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
  }
  if (typeof given.text !== 'string' || given.text.trim() === '') {
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be a non-empty String');
  }
  const actions = inlineActions.filter((action) => given[action] !== undefined && given[action] !== '');
  if (actions.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (actions.length > 1) {
    throw badRequest("can't parse inline keyboard button: exactly one action must be used");
  }

  checkCallbackData(given.callback_data);
  checkUrl(given.url);
  return { ...given, text: given.text };
}

function checkCallbackData(value: unknown): void {
  if (value === undefined) {
    return;
  }
  if (typeof value !== 'string' || Buffer.byteLength(value) > 64) {
    throw badRequest('BUTTON_DATA_INVALID');
  }
}

function checkUrl(value: unknown): void {
  if (value === undefined) {
    return;
  }
  const url = URL.parse(String(value));
  const isLink = url?.protocol === 'tg:' || (/^https?:$/.test(url?.protocol ?? '') && url?.hostname.includes('.'));
  if (!isLink) {
    throw badRequest(`inline keyboard button URL '${value}' is invalid: Wrong HTTP URL`);
  }
}

function replyKeyboard(given: Record<string, unknown>): ReplyKeyboard {
  const keyboard = rowsOf(given.keyboard, 'reply keyboard').map((row) => row.map(replyButton));
  if (keyboard.flat().length === 0) {
    throw badRequest('reply keyboard must be non-empty');
  }
  return {
    keyboard,
    resize_keyboard: given.resize_keyboard === true,
    one_time_keyboard: given.one_time_keyboard === true,
    is_persistent: given.is_persistent === true,
    input_field_placeholder: placeholderOf(given),
  };
}

function replyButton(given: unknown): ReplyButton {
  const button = typeof given === 'string' ? { text: given } : given;
  if (!isRecord(button) || typeof button.text !== 'string' || button.text.trim() === '') {
    throw badRequest('can\'t parse keyboard button: Field "text" must be a non-empty String');
  }
  const requests = Object.keys(button).filter((key) => key.startsWith('request_') && Boolean(button[key]));
  if (requests.length > 1) {
    throw badRequest("can't parse keyboard button: at most one of the optional fields must be used");
  }
  return { ...button, text: button.text };
}

function rowsOf(rows: unknown, name: string): unknown[][] {
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw badRequest(`can't parse ${name} markup JSON object: rows must be arrays of buttons`);
  }
  if (rows.flat().length > maxButtons) {
    throw badRequest('reply markup is too long');
  }
  return rows;
}

function placeholderOf(given: Record<string, unknown>): string | undefined {
  const placeholder = given.input_field_placeholder;
  if (typeof placeholder !== 'string') {
    return undefined;
  }
  if (placeholder.length < 1 || placeholder.length > 64) {
    throw badRequest('input field placeholder must be 1-64 characters long');
  }
  return placeholder;
}
