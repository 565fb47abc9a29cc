/** Who is on the other side of a chat: the port between bots and the feature that knows people. */
import type { Language } from '../../kernel/language.ts';

/** A Telegram account as Telegram describes it. */
export interface TelegramUser {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
}

/** A person in a chat, with the company they work in at the moment, if any. */
export interface Visitor {
  readonly telegramUserId: number;
  readonly language: Language;
  readonly personId?: string;
  readonly companyId?: string;
  readonly memberId?: string;
  readonly role?: string;
  /** IANA zone of the active company. */
  readonly zone?: string;
  readonly companies: readonly { readonly id: string; readonly name: string }[];
  can(action: string): boolean;
}

/** Finds the person behind a Telegram account; called once per update, before any scope is open. */
export type ResolveVisitor = (user: TelegramUser, botId: string) => Promise<Visitor>;
