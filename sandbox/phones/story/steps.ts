import type { DeviceName } from '../core/device.ts';
import type { WordKey } from '../core/language.ts';
import type { Shelf } from '../kaspi/kaspi.ts';
import type { Chat, Message } from '../telegram/telegram.ts';
import { linkedDevices, type WhatsAppState, waitingDevices } from '../whatsapp/whatsapp.ts';

const codeLivesMs = 5 * 60_000;

/** What the story is read from; each is absent until it came over the wire. */
export interface StoryState {
  readonly chat: Chat | undefined;
  readonly shelf: Shelf | undefined;
  readonly whatsapp: WhatsAppState | undefined;
}

/** The next step: how many are done, of how many, and the words for the one to do. */
export interface StoryStep {
  readonly done: number;
  readonly total: number;
  readonly word: WordKey;
  readonly places: Readonly<Record<string, string>>;
  /** Where it is done. */
  readonly device: DeviceName;
}

type Telling = Pick<StoryStep, 'word' | 'places' | 'device'>;

interface Step {
  isDone(state: StoryState): boolean;
  words(state: StoryState): Telling;
}

const steps: readonly Step[] = [
  { isDone: ({ chat }) => chat?.hasStarted === true, words: ({ chat }) => plain(chat ? 'coach.start' : 'coach.wait') },
  { isDone: hasSharedContact, words: () => plain('coach.contact') },
  { isDone: hasNamedCompany, words: () => plain('coach.name') },
  { isDone: isStoreConnected, words: connectWords },
  { isDone: hasAddedProduct, words: () => plain('coach.product') },
  { isDone: ({ shelf }) => hasApplied(shelf), words: priceWords },
  { isDone: isWhatsAppLinked, words: linkWords },
  { isDone: ({ shelf }) => hasOrder(shelf), words: () => plain('coach.order', 'kaspi') },
  { isDone: ({ shelf }) => hasAcceptedOrder(shelf), words: () => plain('coach.accept') },
  { isDone: hasCustomerHeard, words: () => plain('coach.customer', 'whatsapp') },
  { isDone: hasAdminLink, words: () => plain('coach.admin') },
];

/** Finds the first step of the story that isn't done. */
export function nextStep(state: StoryState): StoryStep {
  const done = steps.findIndex((step) => !step.isDone(state));
  const step = steps[done];
  const total = steps.length;
  if (state.chat?.blocked) {
    return { done: step ? done : total, total, ...plain('coach.blocked') };
  }
  return step ? { done, total, ...step.words(state) } : { done: total, total, ...plain('coach.done', 'kaspi') };
}

function plain(word: WordKey, device: DeviceName = 'telegram'): Telling {
  return { word, places: {}, device };
}

function hasSharedContact(state: StoryState): boolean {
  return ownContact(state) !== undefined || isStoreConnected(state);
}

// A name that the bot can't take is asked for again; one that it takes is answered with a menu.
function hasNamedCompany(state: StoryState): boolean {
  const { messages = [] } = state.chat ?? {};
  const shared = ownContact(state)?.messageId ?? Number.POSITIVE_INFINITY;
  const named = messages.find(({ from, messageId, text = '/' }) => isTyped({ from, text }) && messageId > shared);
  const isTaken = messages.some((message) => message.inlineKeyboard && wroteAfter(message, named));
  return isTaken || isStoreConnected(state);
}

function ownContact({ chat }: StoryState): Message | undefined {
  return chat?.messages.find(({ from, contact }) => from === 'user' && contact !== undefined);
}

function isTyped({ from, text }: { from: Message['from']; text: string }): boolean {
  return from === 'user' && !text.startsWith('/');
}

function wroteAfter({ from, messageId }: Message, other: Message | undefined): boolean {
  return from === 'bot' && other !== undefined && messageId > other.messageId;
}

// A store that takes price changes is connected even while its sign-in has run out.
function isStoreConnected({ shelf }: StoryState): boolean {
  return shelf?.merchant.isSignedIn === true || (shelf?.pushes.length ?? 0) > 0;
}

function connectWords({ shelf }: StoryState): Telling {
  const mail = shelf?.mailbox.find(({ purpose }) => purpose === 'sign-in');
  const isFresh = mail !== undefined && Date.now() - Date.parse(mail.at) < codeLivesMs;
  return isFresh
    ? { word: 'coach.code', places: { code: mail.code }, device: 'kaspi' }
    : plain('coach.connect', 'kaspi');
}

// The picture is what the wire shows of a new product; who sets rules at once doesn't want one.
function hasAddedProduct({ chat, shelf }: StoryState): boolean {
  const isPictured = chat?.messages.some(({ from, photo }) => from === 'user' && photo !== undefined);
  return isPictured === true || (shelf?.pushes.length ?? 0) > 0;
}

// Only the seller's own number counts: another shop may be linked already.
function isWhatsAppLinked({ whatsapp, chat }: StoryState): boolean {
  const own = chat?.user.phone.replace('+', '');
  return linkedDevices(whatsapp).some(({ phone }) => phone === own);
}

function linkWords({ whatsapp }: StoryState): Telling {
  return waitingDevices(whatsapp).length > 0 ? plain('coach.scan', 'whatsapp') : plain('coach.whatsapp');
}

function hasApplied(shelf: Shelf | undefined): boolean {
  return shelf?.pushes.some(({ state }) => state === 'applied') === true;
}

function priceWords({ shelf }: StoryState): Telling {
  const isUnderWay = shelf?.pushes.some(({ state }) => state === 'queued') === true;
  return isUnderWay ? plain('coach.pushing', 'kaspi') : plain('coach.rule');
}

function hasOrder(shelf: Shelf | undefined): boolean {
  return shelf?.orders.some(({ status }) => status !== 'CANCELLED') === true;
}

function hasAcceptedOrder(shelf: Shelf | undefined): boolean {
  return shelf?.orders.some(({ status }) => !['APPROVED_BY_BANK', 'CANCELLED'].includes(status)) === true;
}

function hasCustomerHeard({ whatsapp, shelf }: StoryState): boolean {
  const customers = new Set(shelf?.orders.map(({ customer }) => customer.phone.replace('+', '')));
  const phones = whatsapp?.phones.filter(({ phone }) => customers.has(phone)) ?? [];
  return phones.some(({ messages }) => messages.some(({ direction, ack }) => direction === 'in' && ack >= 2));
}

function hasAdminLink({ chat }: StoryState): boolean {
  const urlsOf = ({ html, inlineKeyboard = [] }: Message) => [html, ...inlineKeyboard.flat().map(({ url }) => url)];
  return chat?.messages.some((message) => urlsOf(message).some((url) => url?.includes('/admin/sign-in'))) === true;
}
