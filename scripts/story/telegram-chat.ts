import { setTimeout as wait } from 'node:timers/promises';
import type { ChatMessage, Control } from './control.ts';
import { until } from './until.ts';

/** Between two acts of a very quick thumb: without it a machine's ones alone pass Telegram's 30 calls a second. */
const THUMB_MS = 150;

/** Who talks to the bot. */
export interface Person {
  readonly firstName: string;
  readonly phone: string;
  readonly languageCode: string;
  /** The bot's user name where Telegram knows several; the first one otherwise. */
  readonly bot?: string;
}

/** What came after the last thing a person did. */
export interface Answered {
  readonly message: ChatMessage;
  /** Milliseconds from the act to the answer, by the stand-in's clock. */
  readonly ms: number;
}

/** A person's chat with the bot: acts like a thumb and reads like an eye. */
export class TelegramChat {
  readonly userId: number;
  readonly #control: Control;
  readonly #bot: string | undefined;
  #lastSeenId = 0;
  #actedAt = 0;

  private constructor(control: Control, userId: number, bot: string | undefined) {
    this.#control = control;
    this.#bot = bot;
    this.userId = userId;
  }

  /** A new person, who has not pressed START yet. */
  static async of(control: Control, { bot, ...person }: Person): Promise<TelegramChat> {
    const { id } = await control.post<{ id: number }>('/telegram/users', person);
    return new TelegramChat(control, id, bot);
  }

  /** The same person's chat in a world that was started anew. */
  in(control: Control): TelegramChat {
    return new TelegramChat(control, this.userId, this.#bot);
  }

  start(): Promise<void> {
    return this.#act('messages', { start: true });
  }

  say(text: string): Promise<void> {
    return this.#act('messages', { text });
  }

  /** Shares the person's own phone number. */
  shareContact(): Promise<void> {
    return this.#act('messages', { contact: true });
  }

  sendPhoto(png: Buffer): Promise<void> {
    return this.#act('messages', { photo: { name: 'photo.png', contentBase64: png.toString('base64') } });
  }

  /** Taps the newest button under a message with this label, once there is one. @throws Error when none comes */
  async tap(label: string): Promise<void> {
    await this.sees(`the button «${label}»`, ({ inlineKeyboard = [] }) =>
      inlineKeyboard.flat().some(({ text }) => text === label),
    );
    await this.#act('taps', { text: label });
  }

  /** The bot's answer to the last act that contains the text: a new message or an edited one. */
  async answer(text: string, withinMs?: number): Promise<Answered> {
    const what = `«${text}» in the chat`;
    return until({ what, ...(withinMs !== undefined && { withinMs }) }, async () => {
      const message = (await this.messages()).findLast((one) => this.#isNew(one) && textOf(one).includes(text));
      return message && { message, ms: Date.parse(message.editedAt ?? message.date) - this.#actedAt };
    });
  }

  /** A message of the bot that stands in the chat and fits, however old it is. */
  async sees(what: string, fits: (message: ChatMessage) => boolean, withinMs?: number): Promise<ChatMessage> {
    return until({ what, ...(withinMs !== undefined && { withinMs }) }, async () =>
      (await this.messages()).findLast(fits),
    );
  }

  /** The messages of the bot that stand in the chat, oldest first. */
  async messages(): Promise<readonly ChatMessage[]> {
    return (await this.#transcript()).filter(({ from, deleted }) => from === 'bot' && deleted !== true);
  }

  /** The end of the chat as a person sees it, for people who look for a mistake. */
  async screen(): Promise<string> {
    const shown = (await this.#transcript()).filter(({ deleted }) => deleted !== true).slice(-6);
    return shown.map(({ from, ...message }) => `[${from}] ${textOf(message)}${keyboardOf(message)}`).join('\n\n');
  }

  async #act(kind: 'messages' | 'taps', body: object): Promise<void> {
    await wait(Math.max(0, this.#actedAt + THUMB_MS - Date.now()));
    this.#lastSeenId = (await this.#transcript()).at(-1)?.messageId ?? 0;
    this.#actedAt = Date.now();
    await this.#control.post(`/telegram/chats/${this.userId}/${kind}`, {
      ...body,
      ...(this.#bot && { bot: this.#bot }),
    });
  }

  #isNew({ messageId, editedAt }: ChatMessage): boolean {
    return messageId > this.#lastSeenId || (editedAt !== undefined && Date.parse(editedAt) >= this.#actedAt);
  }

  async #transcript(): Promise<readonly ChatMessage[]> {
    const path = `/telegram/chats/${this.userId}${this.#bot ? `?bot=${this.#bot}` : ''}`;
    const chat = await this.#control.get<{ messages: readonly ChatMessage[] }>(path);
    return chat.messages;
  }
}

/** The words of a message, whatever it is. */
export function textOf({ text, caption, photo }: Pick<ChatMessage, 'text' | 'caption' | 'photo'>): string {
  return text ?? caption ?? (photo ? '(photo)' : '');
}

function keyboardOf({ inlineKeyboard = [] }: Pick<ChatMessage, 'inlineKeyboard'>): string {
  return inlineKeyboard.map((row) => `\n  ${row.map(({ text }) => `[${text}]`).join(' ')}`).join('');
}
