/** The seller sets a rule, a rival moves, the price on Kaspi follows, and the chat tells why. */
import { formatTenge, tenge } from '../../src/kernel/money.ts';
import type { KaspiState, Listing, Offer } from './control.ts';
import { openProducts } from './shelf.ts';
import type { Step, Tale } from './tale.ts';
import { until } from './until.ts';

/** A listing under a rule; prices in tenge. */
export interface Repriced {
  readonly listing: Listing;
  readonly step: number;
  readonly min: number;
  readonly max: number;
}

const STEP = 10;
const CALM_MS = 8_000;

/** The rule, the rival's move, and the reason in the chat. */
export function repricingSteps(tale: Tale, productCount: number): Step[] {
  const { chat, say } = tale;
  const repriced = rulesFor(tale.shop.listings);
  let rival: Offer | undefined;
  let moved = 0;
  return [
    { name: 'rule on an imported listing', run: () => setRule(tale, repriced, productCount) },
    {
      name: 'the price on Kaspi follows the rule',
      run: async () => {
        const others = await otherOffers(tale, repriced.listing);
        rival = others.find(({ isRival }) => isRival);
        const wanted = demand(others[0]).price - STEP;
        await seePrice(tale, repriced.listing, Math.max(repriced.min, Math.min(repriced.max, wanted)));
      },
    },
    {
      name: "a rival's move is answered on Kaspi",
      run: async () => {
        moved = Math.round(repriced.listing.price * 0.9);
        await moveRival(tale, repriced.listing, { ...demand(rival), price: moved });
        await seePrice(tale, repriced.listing, moved - STEP);
      },
    },
    {
      name: 'the chat tells why',
      run: async () => {
        await chat.tap(say('bot-back-btn'));
        await chat.answer(repriced.listing.model.slice(0, 20));
        await chat.tap(say('pricing-card-history-btn'));
        await chat.answer(say('pricing-reason-undercut_rival', reasonOf(demand(rival).merchantName, moved)));
      },
    },
  ];
}

function reasonOf(rival: string, moved: number) {
  const money = (amount: number) => formatTenge(tenge(amount));
  return { rival, rivalPrice: money(moved), step: money(STEP), target: money(moved - STEP) };
}

/** Sets a rule for one listing from the list of products to the switch; the screen of the rule stays open. */
export async function setRule(tale: Tale, { listing, step, min, max }: Repriced, productCount: number): Promise<void> {
  const { chat, say } = tale;
  await openProducts(tale, productCount);
  await chat.tap(say('catalog-search-btn'));
  await chat.answer(say('catalog-ask-search'));
  await chat.say(listing.model);
  await chat.answer(say('catalog-list-search', { search: listing.model }));
  await chat.tap('1');
  await chat.answer(listing.sku);
  await chat.tap(say('pricing-card-rule-btn'));
  await chat.answer(say('pricing-standing-none'));
  await chat.tap(say('pricing-set-btn'));
  await chat.answer(say('pricing-ask-strategy'));
  await chat.tap(say('pricing-strategy-always-first-btn'));
  await chat.answer(firstWords(say('pricing-ask-step', { rival: '', own: '' })));
  await chat.say(String(step));
  await chat.answer(firstWords(say('pricing-ask-min', { price: '' })));
  await chat.say(String(min));
  await chat.answer(firstWords(say('pricing-ask-max', { price: '' })));
  await chat.say(String(max));
  await chat.answer(say('pricing-preview'));
  await chat.tap(say('pricing-turn-on-btn'));
  await chat.answer(say('pricing-rule-on-now'));
  await chat.answer(say('pricing-standing-on'));
}

/** Everybody else's offers on the card of this listing, cheapest first; only rivals without a cabinet can be moved. */
export async function otherOffers({ control, shop }: Tale, { masterSku }: Listing): Promise<readonly Offer[]> {
  const { cards } = await control.get<KaspiState>(`/kaspi/state?merchant=${shop.uid}`);
  const offers = cards.find((card) => card.masterSku === masterSku)?.offers ?? [];
  return offers.filter(({ merchantId }) => merchantId !== shop.uid).toSorted((one, other) => one.price - other.price);
}

/** Sets the rival's price, in tenge. */
export async function moveRival({ control }: Tale, listing: Listing, { merchantId, price }: Offer): Promise<void> {
  await control.put(`/kaspi/cards/${listing.masterSku}/offers/${merchantId}`, { price });
}

/** The price that buyers see on Kaspi, in tenge. */
export async function priceOnKaspi({ control, shop }: Tale, { sku }: Listing): Promise<number | undefined> {
  const { merchants } = await control.get<KaspiState>(`/kaspi/state?merchant=${shop.uid}`);
  const listing = merchants[0]?.listings.find((one) => one.sku === sku);
  return listing && (Object.values(listing.cityPrices)[0] ?? listing.price);
}

async function seePrice(tale: Tale, listing: Listing, price: number): Promise<void> {
  let seen: number | undefined;
  const look = async () => {
    seen = await priceOnKaspi(tale, listing);
    return seen === price ? seen : undefined;
  };
  await until({ what: `${price} ₸ on Kaspi for ${listing.sku}`, withinMs: 2 * CALM_MS }, look).catch((error: Error) => {
    throw new Error(`${error.message}; it is ${seen} ₸`);
  });
}

/** A dear listing in the middle of the shelf leaves room for moves. */
function rulesFor(listings: readonly Listing[]): Repriced {
  const listing = demand(listings.toSorted((one, other) => other.price - one.price)[3]);
  return { listing, step: STEP, min: Math.round(listing.price * 0.7), max: Math.round(listing.price * 1.3) };
}

function firstWords(text: string): string {
  return text.split(/[?.:]/)[0] ?? text;
}

function demand<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('The card of the listing has no rivals.');
  }
  return value;
}
