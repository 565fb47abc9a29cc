import { ask } from '../core/ask.ts';
import { createLive } from '../core/live.ts';
import { createKeptStore, createStore } from '../core/store.ts';

/** A Telegram account that the visitor can be. */
export interface User {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
  readonly phone: string;
}

/** A bot that can be written to. */
export interface Bot {
  readonly id: number;
  readonly username: string;
  readonly name: string;
}

/** A button under a message: it asks the bot (data) or opens a link (url). */
export interface InlineButton {
  readonly text: string;
  readonly data?: string;
  readonly url?: string;
}

/** One message as the user sees it; `html` is made safe by the stand-in. */
export interface Message {
  readonly messageId: number;
  readonly from: 'bot' | 'user';
  readonly date: string;
  readonly editedAt?: string;
  readonly text?: string;
  readonly caption?: string;
  readonly html: string;
  readonly photo?: { readonly url: string; readonly width: number; readonly height: number };
  readonly document?: { readonly url: string; readonly name: string; readonly size: number; readonly mimeType: string };
  readonly contact?: { readonly phone: string; readonly firstName: string; readonly lastName?: string };
  readonly mediaGroupId?: string;
  readonly replyToMessageId?: number;
  readonly inlineKeyboard?: readonly (readonly InlineButton[])[];
  readonly deleted?: boolean;
}

/** The keyboard that replaces the user's own. */
export interface ReplyKeyboard {
  readonly rows: readonly (readonly { readonly text: string; readonly requestContact?: boolean }[])[];
  readonly placeholder?: string;
  readonly collapsed: boolean;
  readonly messageId: number;
}

/** One chat as its user sees it. */
export interface Chat {
  readonly user: User;
  readonly bot: Bot;
  readonly hasStarted: boolean;
  readonly blocked: boolean;
  readonly messages: readonly Message[];
  readonly replyKeyboard: ReplyKeyboard | null;
  readonly forceReply: { readonly messageId: number; readonly placeholder?: string } | null;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
  readonly chatAction: string | null;
}

/** What is sent into the chat. */
export type Saying =
  | { readonly text: string }
  | { readonly start: string | true }
  | { readonly contact: true }
  | { readonly photo: { readonly name: string; readonly contentBase64: string }; readonly caption?: string }
  | {
      readonly document: { readonly name: string; readonly mimeType: string; readonly contentBase64: string };
      readonly caption?: string;
    };

/** The outcome of a tap on a button. */
export interface Tapped {
  readonly callbackQueryId?: string;
  readonly url?: string;
}

/** What the bot answered to a tap. */
export interface CallbackAnswer {
  readonly answered: boolean;
  readonly text?: string;
  readonly showAlert?: boolean;
  readonly url?: string;
}

/** Who the visitor is in Telegram; empty until chosen. */
export const chosenUserId = createKeptStore('phones.telegram.user', '');
/** The username of the bot in sight; empty means the first one. */
export const chosenBot = createKeptStore('phones.telegram.bot', '');
/** The text in the message field. */
export const draft = createStore('');

/** All accounts and bots. */
export const people = createLive(async () => {
  const [users, bots] = await Promise.all([ask<User[]>('/telegram/users'), ask<Bot[]>('/telegram/bots')]);
  return { users, bots };
});

/** The open chat; nothing before there is a user and a bot. */
export const chat = createLive(async () => {
  const user = currentUser();
  const bot = currentBot();
  return user && bot ? ask<Chat>(`/telegram/chats/${user.id}?bot=${bot.username}`) : undefined;
});

/** The account that the visitor is now. */
export function currentUser(): User | undefined {
  const users = people.get()?.users ?? [];
  return users.find(({ id }) => String(id) === chosenUserId.get()) ?? users.at(-1);
}

/** The bot whose chat is in sight. */
export function currentBot(): Bot | undefined {
  const bots = people.get()?.bots ?? [];
  return bots.find(({ username }) => username === chosenBot.get()) ?? bots[0];
}

/** Reads accounts, then the chat. */
export async function refreshTelegram(): Promise<void> {
  await people.refresh();
  await chat.refresh();
}

/** Sends something into the open chat. @throws Error when the stand-in refuses */
export async function say(saying: Saying): Promise<void> {
  await ask(chatPath('/messages'), { method: 'POST', body: { ...saying, bot: currentBot()?.username } });
  await chat.refresh();
}

/** Taps a button of the open chat. @throws Error when the stand-in refuses */
export function tap(button: { text: string } | { data: string; messageId: number }): Promise<Tapped> {
  return ask(chatPath('/taps'), { method: 'POST', body: { ...button, bot: currentBot()?.username } });
}

/** How the bot has answered a tap so far. @throws Error when the query is unknown */
export function callbackAnswer(id: string): Promise<CallbackAnswer> {
  return ask(`/telegram/callback-queries/${id}`);
}

/** Adds an account or changes the one with that id, and reads everybody anew. */
export async function saveUser(user: Omit<User, 'id'> & { readonly id?: number }): Promise<User> {
  const saved = await ask<User>('/telegram/users', { method: 'POST', body: user });
  await people.refresh();
  return saved;
}

/** Blocks the bot, or takes that back. */
export async function changeBlocking(wish: { readonly blocked: boolean }): Promise<void> {
  await ask(chatPath(''), { method: 'PUT', body: { ...wish, bot: currentBot()?.username } });
  await chat.refresh();
}

function chatPath(rest: string): string {
  const user = currentUser();
  if (!user) {
    throw new Error('nobody is signed in to Telegram');
  }
  return `/telegram/chats/${user.id}${rest}`;
}
