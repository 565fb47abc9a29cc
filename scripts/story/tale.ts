import { fileURLToPath } from 'node:url';
import type { Language } from '../../src/kernel/language.ts';
import { createWords, type WordParams } from '../../src/platform/words/words.ts';
import type { Control, KaspiState, Merchant } from './control.ts';
import { TelegramChat } from './telegram-chat.ts';

/** One newcomer's story: who tells it, in which language, and the shop it is about. */
export interface Tale {
  readonly control: Control;
  readonly language: Language;
  readonly chat: TelegramChat;
  readonly shop: Merchant;
  /** A sentence of the product as a person reads it: without markup. */
  say(id: string, params?: WordParams): string;
}

/** A step of the story. */
export interface Step {
  readonly name: string;
  run(): Promise<void>;
}

const words = createWords(fileURLToPath(new URL('../../locales', import.meta.url)));
const MARK = '\u0001';

/** A newcomer with a phone of their own and a shop on Kaspi with the goods of a seeded one. */
export async function aNewcomer(control: Control, language: Language): Promise<Tale> {
  const number = Math.trunc(Math.random() * 9_000_000) + 1_000_000;
  const chat = await TelegramChat.of(control, { firstName: 'Aigul', phone: `+7701${number}`, languageCode: language });
  const seeded = await control.get<KaspiState>('/kaspi/state?merchant=aigul-store');
  const masterSkus = seeded.cards.map(({ masterSku }) => masterSku);
  const uid = `newcomer-${number}`;
  await control.post('/kaspi/merchants', { uid, name: `Newcomer ${number}`, masterSkus });
  const { merchants } = await control.get<KaspiState>(`/kaspi/state?merchant=${uid}`);
  const [shop] = merchants;
  if (!shop) {
    throw new Error('Kaspi did not open the shop.');
  }
  return { control, language, chat, shop, say: (id, params) => plain(words.t(language, id, params)) };
}

/** What a template says whatever the order: its longest parts between the facts. */
export function fixedParts(language: Language, id: string, names: readonly string[]): string[] {
  const facts = Object.fromEntries(names.map((name) => [name, MARK]));
  const parts = words.t(language, id, facts).split(MARK);
  return parts.flatMap((part) => part.split('\n').map((line) => line.trim())).filter((part) => part.length > 8);
}

function plain(html: string): string {
  return html
    .replaceAll(/<\/?\w+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
