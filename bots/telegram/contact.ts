/** A person's own phone, shared by Telegram's contact button; a contact of somebody else is refused. */
import type { Context } from 'grammy';
import type { ReplyKeyboardMarkup } from 'grammy/types';
import { type Phone, readPhone } from '#src/kernel/phone.ts';
import type { Dialogue, InnerContext, Speech } from './context.ts';
import type { Reading } from './question.ts';

/** The keyboard with the one button that shares the person's own number. */
export function contactKeyboard(speech: Speech): ReplyKeyboardMarkup {
  return {
    keyboard: [[{ text: speech.label('bot-contact-btn'), request_contact: true }]],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
}

/** The person's own phone, or the sentence that says why this message is none. */
export function readOwnContact(ctx: Context & Speech): Reading<Phone> {
  const contact = ctx.message?.contact;
  if (!contact) {
    return { ok: false, sentence: ctx.t('bot-expect-contact') };
  }

  // Telegram fills user_id only for contacts it knows; a foreign or typed-in card must not open somebody's account.
  const phone = contact.user_id === ctx.from?.id ? readPhone(`+${contact.phone_number.replace(/^\+/, '')}`) : undefined;
  return phone === undefined ? { ok: false, sentence: ctx.t('bot-foreign-contact') } : { ok: true, value: phone };
}

/** Asks for the person's own phone and takes the keyboard away again; /cancel is the way out. */
export async function askContact(dialogue: Dialogue, ctx: InnerContext, text: string): Promise<Phone> {
  await ctx.reply(text, { reply_markup: contactKeyboard(ctx) });
  const answer = await dialogue.waitUntil((other) => readOwnContact(other).ok, {
    otherwise: async (other) => {
      const reading = readOwnContact(other);
      await (reading.ok ? undefined : other.reply(reading.sentence, { reply_markup: contactKeyboard(other) }));
    },
  });
  await answer.reply(answer.t('bot-contact-thanks'), { reply_markup: { remove_keyboard: true } });
  const reading = readOwnContact(answer);
  return reading.ok ? reading.value : askContact(dialogue, answer, text);
}
