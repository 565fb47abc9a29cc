import { ask } from '../core/ask.ts';
import { createLive } from '../core/live.ts';
import { createStore } from '../core/store.ts';
import { currentUser } from '../telegram/telegram.ts';

/** One shop's place on a card; price in tenge. */
export interface Offer {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly price: number;
  readonly rating: number | null;
  readonly isRival: boolean;
}

/** A product's card with the offers as Kaspi ranks them in Almaty. */
export interface Card {
  readonly masterSku: string;
  readonly title: Readonly<Record<string, string>>;
  readonly brand: string;
  readonly image: string;
  readonly offers: readonly Offer[];
}

/** An offer of the merchant; price in tenge. */
export interface Listing {
  readonly sku: string;
  readonly masterSku: string;
  readonly model: string;
  readonly price: number;
  readonly isOnSale: boolean;
}

/** A merchant and what is needed to sign in as one. */
export interface Merchant {
  readonly uid: string;
  readonly name: string;
  readonly apiToken: string;
  readonly email: string;
  readonly password: string;
  readonly phone: string;
  readonly listings: readonly Listing[];
  /** Somebody is signed in to this merchant's cabinet now. */
  readonly isSignedIn?: boolean;
}

/** An order as Kaspi keeps it; money in tenge. */
export interface Order {
  readonly code: string;
  readonly createdAt: string;
  readonly customer: { readonly firstName: string; readonly lastName: string; readonly phone: string };
  readonly state: string;
  readonly status: string;
  readonly assembled: boolean;
  readonly hasWaybill: boolean;
  readonly isTransmitted: boolean;
  readonly total: number;
  readonly lines: readonly { readonly sku: string; readonly title: string; readonly quantity: number }[];
}

/** A code that Kaspi sent by e-mail or SMS. */
export interface Mail {
  readonly at: string;
  readonly to: string;
  readonly channel: 'email' | 'sms';
  readonly code: string;
  readonly purpose: 'sign-in' | 'order';
}

/** A change of price on its way. */
export interface Push {
  readonly id: string;
  readonly at: string;
  readonly sku: string;
  readonly price: number | null;
  readonly cityPrices: Readonly<Record<string, number>>;
  readonly state: 'queued' | 'applied' | 'ignored' | 'lost';
  readonly reason: string | null;
}

interface State {
  readonly merchants: readonly Merchant[];
  readonly cards: readonly Card[];
  readonly orders: readonly Order[];
  readonly mailbox: readonly Mail[];
}

/** One merchant's Kaspi: cards by master sku, the latest orders, letters and pushes first. */
export interface Shelf extends Omit<State, 'merchants' | 'cards'> {
  readonly merchant: Merchant;
  readonly cards: ReadonlyMap<string, Card>;
  readonly pushes: readonly Push[];
}

/** What can be switched to go wrong, by name. */
export type Faults = Readonly<Record<string, unknown>>;

/** The merchant that the visitor picked; empty means the one of the Telegram account. */
const chosenMerchant = createStore('');
/** The card in sight, by master sku; empty shows the shelf. */
export const openCard = createStore('');

/** Every merchant of the cabinet. */
export const merchants = createLive(async () => (await ask<State>('/kaspi/state')).merchants);

/** The chosen merchant's shelf. */
export const shelf = createLive(async (): Promise<(State & { pushes: Push[] }) | undefined> => {
  const uid = currentMerchantUid();
  if (!uid) {
    return undefined;
  }
  const [state, pushes] = await Promise.all([
    ask<State>(`/kaspi/state?merchant=${uid}`),
    ask<Push[]>(`/kaspi/pushes?merchant=${uid}`),
  ]);
  return { ...state, pushes };
});

/** The faults in force. */
export const faults = createLive(() => ask<Faults>('/kaspi/faults'));

/** The chosen merchant, or the one whose phone the Telegram account has, or one that waits for a newcomer. */
export function currentMerchantUid(): string | undefined {
  const all = merchants.get() ?? [];
  const phone = currentUser()?.phone;
  const byChoice = all.find(({ uid }) => uid === chosenMerchant.get());
  const byPhone = all.find((merchant) => merchant.phone === phone);
  return (byChoice ?? byPhone ?? all.at(-1))?.uid;
}

/** Goes to a merchant's shelf; empty means the one of the Telegram account. */
export function chooseMerchant(uid: string): void {
  chosenMerchant.set(uid);
  openCard.set('');
}

/** The shelf in the shape that the screens draw. */
export function shelfView(state: (State & { pushes: readonly Push[] }) | undefined): Shelf | undefined {
  const merchant = state?.merchants[0];
  if (!state || !merchant) {
    return undefined;
  }

  return {
    merchant,
    cards: new Map(state.cards.map((card) => [card.masterSku, card])),
    orders: state.orders.toReversed(),
    mailbox: state.mailbox.toReversed(),
    pushes: state.pushes.toReversed(),
  };
}

/** Reads merchants once, then the chosen one's shelf. */
export async function refreshKaspi(): Promise<void> {
  if (!merchants.get()) {
    await merchants.refresh();
  }
  await Promise.all([shelf.refresh(), faults.refresh()]);
}
