/** What a handler, a screen and a dialogue see of the chat they are in. */
import type { Conversation, ConversationFlavor } from '@grammyjs/conversations';
import type { Context, InputFile } from 'grammy';
import type { Language } from '#src/kernel/language.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import type { Drafts } from '#src/platform/telegram/drafts.ts';
import type { Html } from '#src/platform/telegram/html.ts';
import type { Visitor } from '#src/platform/telegram/visitor.ts';
import type { WordParams } from '#src/platform/words/words.ts';

/** Words in the visitor's language. */
export interface Speech {
  readonly language: Language;
  /** A sentence as Telegram HTML; text parameters are escaped. */
  t(id: string, params?: WordParams): string;
  /** A plain text for buttons and pop-ups, where markup is not read. */
  label(id: string, params?: WordParams): string;
  /** An instant in the company's zone (Almaty before there is one): `14 Nov, 18:40`. */
  moment(at: Date): string;
}

/** An inline button: a packed tap (see `button`) or a link. */
export type Button =
  | { readonly label: string; readonly tap: string }
  | { readonly label: string; readonly url: string };

/** What a screen shows; Back and Main menu are added by the menu. */
export interface ScreenView {
  /** Telegram HTML, up to 4096 characters (1024 with a photo). */
  readonly text: string | Html;
  readonly keyboard?: readonly (readonly Button[])[];
  /** A file id, a URL or an upload. */
  readonly photo?: string | InputFile;
  /** The screen that Back opens, with its arguments; home when left out. */
  readonly back?: readonly [screen: string, ...args: (string | number)[]];
}

/** The one live menu of a chat. */
export interface Menu {
  /** Shows a screen in place of the message that was tapped, or as a new message below when nothing was. */
  show(screen: string, ...args: readonly (string | number)[]): Promise<void>;
  /** Shows a screen as a new message at the end of the chat; the former menu goes. */
  showBelow(screen: string, ...args: readonly (string | number)[]): Promise<void>;
  /** Shows the screen the chat is at again, home if there is none. */
  showPresent(): Promise<void>;
  /** Draws the screen the chat is at anew, in place of the message that was tapped. */
  redraw(): Promise<void>;
  /** Shows the bot's first screen at the end of the chat. */
  showHome(): Promise<void>;
}

/** Whether there is a draft with answers, and whether it is taken up without asking first. */
export interface DraftMark {
  isKept: boolean;
  isTakenUp: boolean;
}

/** What our bots add to grammY's context. */
export interface BotFlavour extends Speech {
  readonly botId: string;
  readonly visitor: Visitor;
  /** Names this update once and for all: the idempotency key of what it causes. */
  readonly updateKey: string;
  readonly menu: Menu;
  readonly drafts: Drafts;
  /** How the dialogue under way stands to its draft; kept together with the dialogue's state. */
  readonly draft: DraftMark;
  /** Aborted when the bot stops: hand it to long calls. What such a call was for is done again after the next start. */
  readonly ending: AbortSignal;
  /** Runs work in the visitor's company, as the visitor. @throws bot.noCompany */
  inCompany<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  /** Asks again who the visitor is, after a language, name or company changed. */
  reloadVisitor(): Promise<void>;
  /** Turns what was thrown into a sentence to say; logs it when it is a bug. */
  failureOf(error: unknown): Failure;
  /** The number of the next attempt within this update, from 1. */
  nextAttempt(): number;
}

/** The context of handlers, actions and screens. */
export type BotContext = ConversationFlavor<Context & BotFlavour>;

/** The context inside a dialogue: words, but no data; data comes through `attempt`. */
export type InnerContext = Context & Speech & { readonly hasCompany: boolean };

/** The handle of a running dialogue. */
export type Dialogue = Conversation<BotContext, InnerContext>;

/** A failure as data: the id of its sentence and the facts it names. */
export interface Failure {
  readonly ok: false;
  readonly messageId: string;
  readonly params: Record<string, string | number>;
}
