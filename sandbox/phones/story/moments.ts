import type { WorldEvent } from '../core/events.ts';
import { money, type WordKey } from '../core/language.ts';
import { phoneWords } from '../whatsapp/whatsapp.ts';

const shownMoments = 24;
const longestGapSeconds = 90;

/** One thing worth showing on the line of time. */
export interface Moment {
  readonly id: number;
  readonly source: WorldEvent['source'];
  readonly word: WordKey;
  readonly places: Readonly<Record<string, string>>;
  /** Seconds since the moment before, such as `1.2`; absent after a long silence. */
  readonly gapSeconds?: string;
}

type Telling = Pick<Moment, 'word' | 'places'>;

const tellings: Readonly<Record<string, (event: WorldEvent) => Telling | undefined>> = {
  'kaspi rival.moved': rivalMoved,
  'kaspi push.queued': ({ price, sku }) => ({
    word: 'moment.pushed',
    places: { price: priceText(price), sku: String(sku) },
  }),
  'kaspi push.ignored': ({ sku }) => ({ word: 'moment.ignored', places: { sku: String(sku) } }),
  'kaspi push.lost': ({ sku }) => ({ word: 'moment.lost', places: { sku: String(sku) } }),
  'kaspi listing.changed': listingChanged,
  'kaspi order.created': ({ code }) => ({ word: 'moment.ordered', places: { code: String(code) } }),
  'kaspi order.changed': orderChanged,
  'kaspi code.sent': ({ code }) => ({ word: 'moment.code', places: { code: String(code) } }),
  'kaspi cabinet.signedIn': () => ({ word: 'moment.signedIn', places: {} }),
  'telegram message': ({ from }) => ({ word: from === 'bot' ? 'moment.botSaid' : 'moment.sellerSaid', places: {} }),
  'whatsapp device': ({ state }) => (state === 'linked' ? { word: 'moment.linked', places: {} } : undefined),
  'whatsapp message': whatsappMessage,
  'whatsapp ack': ({ ack }) => (ack === 3 ? { word: 'moment.read', places: {} } : undefined),
};

/** Turns the stream's events into the moments of the line, oldest first; a run of the same kind shows its last one. */
export function momentsOf(events: readonly WorldEvent[]): Moment[] {
  const told = events.flatMap((event) => {
    const telling = tellings[`${event.source} ${event.kind}`]?.(event);
    return telling ? [{ event, telling }] : [];
  });
  const distinct = told.filter(({ telling }, index) => {
    const next = told[index + 1];
    return next?.telling.word !== telling.word || next.event.source === 'kaspi';
  });
  return distinct
    .map(({ event, telling }, index) => ({
      id: event.id,
      source: event.source,
      ...telling,
      ...gap(distinct[index - 1]?.event, event),
    }))
    .slice(-shownMoments);
}

function gap(before: WorldEvent | undefined, event: WorldEvent): { gapSeconds?: string } {
  const seconds = before ? (Date.parse(event.at) - Date.parse(before.at)) / 1000 : Number.POSITIVE_INFINITY;
  return seconds < longestGapSeconds ? { gapSeconds: seconds.toFixed(seconds < 1 ? 2 : 1) } : {};
}

function rivalMoved({ merchantId, merchantName, was, price }: WorldEvent): Telling {
  const name = String(merchantName ?? '');
  if (merchantId === null) {
    return { word: 'moment.rivalsChanged', places: {} };
  }
  if (typeof price !== 'number') {
    return { word: 'moment.rivalLeft', places: { name } };
  }
  return typeof was === 'number'
    ? { word: 'moment.rivalMoved', places: { name, price: money(price), change: changeText(price - was) } }
    : { word: 'moment.rivalCame', places: { name, price: money(price) } };
}

/** A difference with its sign, in tenge. */
function changeText(tenge: number): string {
  return `${tenge < 0 ? '−' : '+'}${money(Math.abs(tenge))}`;
}

function listingChanged({ price, sku }: WorldEvent): Telling {
  return { word: 'moment.ourPrice', places: { price: priceText(price), sku: String(sku) } };
}

function orderChanged({ code, status }: WorldEvent): Telling {
  const isAccepted = status === 'ACCEPTED_BY_MERCHANT';
  return { word: isAccepted ? 'moment.accepted' : 'moment.orderMoved', places: { code: String(code) } };
}

function whatsappMessage({ direction, phone }: WorldEvent): Telling {
  const places = { phone: phoneWords(String(phone)) };
  return { word: direction === 'in' ? 'moment.customerGot' : 'moment.customerWrote', places };
}

function priceText(price: unknown): string {
  return money(typeof price === 'number' ? price : undefined);
}
