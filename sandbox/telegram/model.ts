import type { EmitEvent } from '../stand-in.ts';
import type { BotCommand, Message, ReplyKeyboard, Update } from './wire.ts';

/** A Telegram account, as control bodies describe it. */
export interface TelegramUser {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string | undefined;
  readonly username?: string | undefined;
  readonly languageCode?: string | undefined;
  /** International form with a plus. */
  readonly phone: string;
}

/** A message with what only the server knows about it. */
export interface StoredMessage {
  message: Message;
  readonly isFromBot: boolean;
  readonly sentAt: Date;
  /** It came with a reply keyboard, its removal or a forced reply, so it can't be edited. */
  readonly hasReplyMarkup: boolean;
  editedAt?: Date;
  isDeleted: boolean;
}

/** One user's private chat with one bot. */
export interface Chat {
  readonly user: TelegramUser;
  hasStarted: boolean;
  isBlocked: boolean;
  lastMessageId: number;
  readonly messages: StoredMessage[];
  replyKeyboard?: { readonly markup: ReplyKeyboard; readonly messageId: number; isCollapsed: boolean } | undefined;
  forceReply?: { readonly messageId: number; readonly placeholder?: string | undefined } | undefined;
  action?: { readonly name: string; readonly untilMs: number } | undefined;
  menuButton?: unknown;
  readonly sends: number[];
}

/** Where a bot wants its updates, and how that goes. */
export interface Webhook {
  readonly url: string;
  readonly secretToken?: string | undefined;
  readonly maxConnections: number;
  readonly abort: AbortController;
  lastErrorAt?: Date;
  lastErrorMessage?: string;
}

/** A bot with its queue, chats and settings. */
export interface Bot {
  readonly id: number;
  readonly token: string;
  readonly username: string;
  readonly name: string;
  readonly chats: Map<number, Chat>;
  /** Commands by scope and language, keyed `scope|language`. */
  readonly commands: Map<string, readonly BotCommand[]>;
  /** Name and descriptions by `method|language`. */
  readonly profileTexts: Map<string, string>;
  menuButton: unknown;
  lastUpdateId: number;
  queue: Update[];
  allowedUpdates?: readonly string[] | undefined;
  webhook?: Webhook | undefined;
  /** Wakes the open long poll, or the delivery to the webhook. */
  wake?: (() => void) | undefined;
  /** Ends the open long poll for that reason. */
  terminatePoll?: ((reason: string) => void) | undefined;
  readonly sends: number[];
}

/** A stored upload; only the bot that received it can use its id. */
export interface StoredFile {
  readonly fileId: string;
  readonly uniqueId: string;
  readonly botId: number;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  readonly path: string;
  /** Absent for a file of which only the size is known; its bytes are zeroes. */
  readonly content?: Buffer | undefined;
}

/** A tap on an inline button and its answer. */
export interface CallbackQuery {
  readonly id: string;
  readonly botId: number;
  readonly userId: number;
  readonly askedAt: Date;
  answer?: { readonly text?: string | undefined; readonly showAlert: boolean; readonly url?: string | undefined };
}

/** A call that Telegram refused. */
export interface Violation {
  readonly at: string;
  readonly bot?: string | undefined;
  readonly method: string;
  readonly code: number;
  readonly description: string;
  readonly params: Record<string, unknown>;
}

/** What can be switched to go wrong; limits are on by default. */
export interface TelegramFaults {
  /** At most 30 messages a second per bot. */
  floodLimit: boolean;
  /** At most one message a second per chat, without bursts. */
  strictChatLimit: boolean;
  /** Messages a chat takes at once before one a second applies. */
  chatBurst: number;
  /** Connections are dropped. */
  unreachable: boolean;
  /** Every call is answered 502. */
  badGateway: boolean;
  /** Milliseconds before any call is handled. */
  slowMs: number;
  /** Each update is delivered twice. */
  duplicateUpdates: boolean;
  /** Milliseconds within which a callback query must be answered. */
  callbackTimeoutMs: number;
}

/** Everything the stand-in knows. */
export interface TelegramWorld {
  readonly emit: EmitEvent;
  readonly now: () => Date;
  /** First pause in milliseconds before a failed delivery to a webhook is repeated; it doubles. */
  readonly webhookRetryMs: number;
  readonly faults: TelegramFaults;
  readonly bots: Map<string, Bot>;
  readonly users: Map<number, TelegramUser>;
  readonly files: Map<string, StoredFile>;
  readonly callbackQueries: Map<string, CallbackQuery>;
  readonly violations: Violation[];
  readonly calls: Map<string, number>;
}
