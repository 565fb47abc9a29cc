import { setTimeout as pause } from 'node:timers/promises';
import { afterAll } from '@jest/globals';
import pg from 'pg';
import type { TestTelegram } from './telegram.ts';

/** One message as the person sees it. */
export interface SeenMessage {
  readonly messageId: number;
  readonly from: 'bot' | 'user';
  readonly text?: string;
  readonly caption?: string;
  readonly html: string;
  readonly photo?: object;
  readonly inlineKeyboard?: readonly (readonly { text: string; data?: string; url?: string }[])[];
  readonly deleted?: boolean;
  readonly editedAt?: string;
}

/** A person's chat with one bot; every action resolves when the bot has worked it and the jobs it caused are done. */
export interface TestChat {
  readonly userId: number;
  start(payload?: string): Promise<void>;
  say(text: string): Promise<void>;
  /** Taps the newest button with this label; answers what the pop-up said. */
  tap(label: string): Promise<string>;
  /** Taps by callback data, on a given message if it is not the newest. */
  tapData(data: string, messageId?: number): Promise<string>;
  /** Shares the person's own contact, or another's. */
  contact(foreign?: { phone: string; userId: number }): Promise<void>;
  photo(content: Buffer, caption?: string): Promise<void>;
  document(file: { name: string; size?: number; mimeType?: string }): Promise<void>;
  /** Does any of the above without waiting for the bot. */
  begin(path: 'messages' | 'taps', body: object): Promise<Sent>;
  /** Waits until nothing of this chat is in the inbox. */
  settled(sent?: Sent): Promise<void>;
  /** The text of the bot's newest message, as of the last action. */
  screen(): string;
  /** The labels of the newest message with buttons, row by row. */
  buttons(): readonly (readonly string[])[];
  /** All messages that still stand in the chat. */
  messages(): readonly SeenMessage[];
  /** The chat line by line, without what differs between two equal runs. */
  transcript(): string;
}

/** What the sandbox says of an action. */
export interface Sent {
  readonly updateId?: number;
  readonly callbackQueryId?: string;
}

/** Who chats with which bot, and where the inbox is. */
export interface ChatOptions {
  readonly telegram: TestTelegram;
  /** The bot's token. */
  readonly token: string;
  readonly username: string;
  /** The database whose inbox is waited for. */
  readonly databaseUrl: string;
  readonly firstName?: string;
  readonly languageCode?: string;
  readonly phone?: string;
  /** Waits for the jobs an update has caused. */
  readonly idle?: () => Promise<void>;
}

const WAIT_MS = 8000;
const pools = new Map<string, pg.Pool>();

/** A new person in front of a bot. */
export async function aChat(options: ChatOptions): Promise<TestChat> {
  const { telegram, username } = options;
  const user = await telegram.control<{ id: number }>('POST', '/users', {
    firstName: options.firstName ?? 'Айгүл',
    languageCode: options.languageCode ?? 'ru',
    phone: options.phone ?? (await freePhone(telegram)),
  });
  const path = `/chats/${user.id}`;
  const inbox = inboxOf(options, user.id);
  let seen: readonly SeenMessage[] = [];

  const look = async () => {
    const chat = await telegram.control<{ messages: SeenMessage[] }>('GET', `${path}?bot=${username}`);
    seen = chat.messages.filter((message) => !message.deleted);
  };
  const settled = async (sent?: Sent) => {
    await inbox.settled(sent?.updateId);
    await options.idle?.();
    await look();
  };
  const begin = (kind: 'messages' | 'taps', body: object) =>
    telegram.control<Sent>('POST', `${path}/${kind}`, { bot: username, ...body });
  const act = async (kind: 'messages' | 'taps', body: object): Promise<string> => {
    const sent = await begin(kind, body);
    await settled(sent);
    return sent.callbackQueryId === undefined ? '' : popUp(telegram, sent.callbackQueryId);
  };
  const send = async (body: object) => void (await act('messages', body));

  return {
    userId: user.id,
    start: (payload) => send({ start: payload ?? true }),
    say: (text) => send({ text }),
    tap: (text) => act('taps', { text }),
    tapData: (data, messageId) => act('taps', { data, ...(messageId !== undefined && { messageId }) }),
    contact: (foreign) => send({ contact: foreign ?? true }),
    photo: (content, caption) =>
      send({
        photo: { name: 'photo.png', contentBase64: content.toString('base64') },
        ...(caption !== undefined && { caption }),
      }),
    document: (document) => send({ document }),
    begin,
    settled,
    screen: () => bodyOf(seen.findLast((message) => message.from === 'bot')),
    buttons: () => (seen.findLast((message) => message.inlineKeyboard)?.inlineKeyboard ?? []).map(labels),
    messages: () => seen,
    transcript: () => seen.map(line).join('\n'),
  };
}

function labels(row: readonly { text: string }[]): string[] {
  return row.map((button) => button.text);
}

function bodyOf(message: SeenMessage | undefined): string {
  return message?.text ?? message?.caption ?? '';
}

function line(message: SeenMessage): string {
  const keyboard = (message.inlineKeyboard ?? []).map((row) => `[${labels(row).join('] [')}]`).join(' / ');
  return `${message.messageId} ${message.from}: ${message.html || '(attachment)'}${keyboard && ` ${keyboard}`}`;
}

async function popUp(telegram: TestTelegram, id: string): Promise<string> {
  const query = await telegram.control<{ answered: boolean; text?: string }>('GET', `/callback-queries/${id}`);
  if (!query.answered) {
    throw new Error('The button is still spinning: the tap was not answered.');
  }

  return query.text ?? '';
}

function poolOf(databaseUrl: string): pg.Pool {
  const pool = pools.get(databaseUrl) ?? new pg.Pool({ connectionString: databaseUrl, max: 1 });
  if (!pools.has(databaseUrl)) {
    // A test may drop its database while this connection is idle.
    pool.on('error', () => pools.delete(databaseUrl));
    pools.set(databaseUrl, pool);
  }
  return pool;
}

/** Nobody shares a number with another. */
async function freePhone({ control }: ChatOptions['telegram']): Promise<string> {
  const people = await control<unknown[]>('GET', '/users');
  return `+7701${String(people.length + 1).padStart(7, '0')}`;
}

function inboxOf({ databaseUrl, token }: ChatOptions, chatId: number): { settled(updateId?: number): Promise<void> } {
  const botId = token.slice(0, token.indexOf(':'));
  const pool = poolOf(databaseUrl);
  const isSettled = async (updateId: number | undefined) => {
    const { rows } = await pool.query<{ arrived: boolean; waiting: boolean }>(
      `select ($3::bigint is null or bool_or(update_id = $3)) as arrived, bool_or(handled_at is null) as waiting
         from telegram_updates where bot_id = $1 and chat_key = $2`,
      [botId, String(chatId), updateId ?? null],
    );
    return rows[0]?.arrived === true && rows[0].waiting !== true;
  };
  return {
    settled: async (updateId) => {
      const until = Date.now() + WAIT_MS;
      while (!(await isSettled(updateId))) {
        if (Date.now() > until) {
          throw new Error(`The bot has not worked update ${updateId} within ${WAIT_MS} ms.`);
        }

        await pause(5);
      }
    },
  };
}

afterAll(async () => {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  pools.clear();
});
