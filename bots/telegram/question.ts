/** One question of a dialogue: asked with its buttons, answered by a message or a tap, and then closed. */
import { GrammyError } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Dialogue, InnerContext } from './context.ts';

/** What a person did with a question. */
export type Answer<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'back' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'keep' };

/** A message read as an answer, or the sentence (HTML) that says why it is none. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly sentence: string };

/** Which ways out a question offers besides Cancel. */
export interface Turn {
  readonly hasBack?: boolean;
  readonly isOptional?: boolean;
  /** The label of the button that keeps the answer given before. */
  readonly keep?: string | undefined;
}

/** A question and how its answers are read. */
export interface Question<T> extends Turn {
  /** Telegram HTML. */
  readonly text: string;
  /** Buttons that answer: label and value. */
  readonly choices?: readonly (readonly { readonly label: string; readonly value: T }[])[];
  read(answer: InnerContext): Reading<T>;
  /** Done with every message that came as an answer, readable or not. */
  accept?(answer: InnerContext): Promise<void>;
}

/** Marks taps of dialogues, which mean something only on the question they stand under. */
export const DIALOGUE_TAP = 'd:';

/**
 * Asks and waits until there is an answer, Back, Skip or Keep; Cancel ends the dialogue and says so.
 * What can't be read is answered with a sentence, and the question stays open.
 */
export async function ask<T>(dialogue: Dialogue, ctx: InnerContext, question: Question<T>): Promise<Answer<T>> {
  const asked = await ctx.reply(question.text, { reply_markup: { inline_keyboard: keyboard(ctx, question) } });
  const isOurTap = (other: InnerContext) =>
    other.callbackQuery?.message?.message_id === asked.message_id &&
    (other.callbackQuery.data ?? '').startsWith(DIALOGUE_TAP);
  const answer = await dialogue.waitUntil(
    (other) => isOurTap(other) || (!other.callbackQuery && question.read(other).ok),
    {
      otherwise: (other) => explain(other, question),
    },
  );
  await close(answer, asked.message_id);
  if (!answer.callbackQuery) {
    await question.accept?.(answer);
    const reading = question.read(answer);
    return reading.ok ? { kind: 'answer', value: reading.value } : ask(dialogue, ctx, question);
  }

  await quietly(answer.answerCallbackQuery());
  return tapped(dialogue, answer, question);
}

/** Ends the dialogue, says that it was left and whether answers are kept, and shows the main menu. */
export async function leave(dialogue: Dialogue, ctx: InnerContext): Promise<never> {
  const isKept = await dialogue.external((outer) => outer.draft.isKept);
  await ctx.reply(ctx.t(isKept ? 'bot-cancelled-kept' : 'bot-cancelled'));
  await dialogue.external((outer) => outer.menu.showHome());
  return dialogue.halt();
}

/** Ignores that Telegram has nothing left to answer or edit (an old tap, a message gone); anything else is thrown. */
export async function quietly(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof GrammyError && error.error_code === 400)) {
      throw error;
    }
  }
}

async function tapped<T>(dialogue: Dialogue, answer: InnerContext, question: Question<T>): Promise<Answer<T>> {
  const meaning = (answer.callbackQuery?.data ?? '').slice(DIALOGUE_TAP.length);
  if (meaning === 'back' || meaning === 'skip' || meaning === 'keep') {
    return { kind: meaning };
  }

  const chosen = meaning === 'cancel' ? undefined : question.choices?.flat()[Number(meaning)];
  return chosen ? { kind: 'answer', value: chosen.value } : leave(dialogue, answer);
}

async function explain<T>(other: InnerContext, question: Question<T>): Promise<void> {
  if (other.callbackQuery) {
    await quietly(other.answerCallbackQuery({ text: other.label('bot-old-button') }));
    return;
  }

  const reading = question.read(other);
  if (!reading.ok && other.message) {
    await question.accept?.(other);
    await other.reply(reading.sentence);
  }
}

async function close(answer: InnerContext, messageId: number): Promise<void> {
  if (answer.chatId !== undefined) {
    await quietly(answer.api.editMessageReplyMarkup(answer.chatId, messageId));
  }
}

function keyboard<T>(ctx: InnerContext, question: Question<T>): InlineKeyboardButton[][] {
  let index = 0;
  const choices = (question.choices ?? []).map((row) =>
    row.map((choice) => ({ text: choice.label, callback_data: `${DIALOGUE_TAP}${index++}` })),
  );
  const way = (id: string, meaning: string) => ({ text: ctx.label(id), callback_data: `${DIALOGUE_TAP}${meaning}` });
  const keep = question.keep === undefined ? [] : [[{ text: question.keep, callback_data: `${DIALOGUE_TAP}keep` }]];
  const ways = [
    ...(question.hasBack ? [way('bot-back-btn', 'back')] : []),
    ...(question.isOptional ? [way('bot-skip-btn', 'skip')] : []),
    way('bot-cancel-btn', 'cancel'),
  ];
  return [...choices, ...keep, ways];
}
