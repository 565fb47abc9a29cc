import { ask } from '../core/ask.ts';
import { type Faults, faults, merchants, shelf } from './kaspi.ts';

/** Opens a shop with the goods of the last one that was there, and reads everybody anew. */
export async function openShop({ name, phone }: { readonly name: string; readonly phone: string }): Promise<void> {
  await merchants.refresh();
  const goods = merchants.get()?.at(-1)?.listings ?? [];
  const body = {
    uid: `${name.toLowerCase().replaceAll(' ', '-')}-${phone.slice(-4)}`,
    name,
    phone,
    masterSkus: goods.map(({ masterSku }) => masterSku),
  };
  await ask('/kaspi/merchants', { method: 'POST', body });
  await merchants.refresh();
  await shelf.refresh();
}

/** Sets a rival's price in every city, tenge. */
export async function moveRival(masterSku: string, move: { merchantId: string; price: number }): Promise<void> {
  const { merchantId, price } = move;
  await ask(`/kaspi/cards/${masterSku}/offers/${merchantId}`, { method: 'PUT', body: { price } });
  await shelf.refresh();
}

/** Takes a rival off the card. */
export async function removeRival(masterSku: string, merchantId: string): Promise<void> {
  await ask(`/kaspi/cards/${masterSku}/offers/${merchantId}`, { method: 'DELETE' });
  await shelf.refresh();
}

/** Puts one more rival on the card. @throws Error when it is there already */
export async function addRival(masterSku: string, offer: object): Promise<void> {
  await ask(`/kaspi/cards/${masterSku}/offers`, { method: 'POST', body: offer });
  await shelf.refresh();
}

/** Takes every rival off the card. */
export async function emptyCard(masterSku: string): Promise<void> {
  await ask(`/kaspi/cards/${masterSku}/offers`, { method: 'PUT', body: { offers: [] } });
  await shelf.refresh();
}

/** A customer orders one piece; without a sku Kaspi picks a product on sale. @returns the order's code */
export async function placeOrder(merchantUid: string, sku?: string): Promise<string> {
  const lines = sku ? { lines: [{ sku, quantity: 1 }] } : {};
  const { code } = await ask<{ code: string }>('/kaspi/orders', { method: 'POST', body: { merchantUid, ...lines } });
  await shelf.refresh();
  return code;
}

/** Moves an order as buyer or courier would. @throws Error when it can't go there from here */
export async function advanceOrder(code: string, to: string): Promise<void> {
  await ask(`/kaspi/orders/${code}/advance`, { method: 'POST', body: { to } });
  await shelf.refresh();
}

/** Switches faults. */
export async function changeFaults(change: Faults): Promise<void> {
  await ask('/kaspi/faults', { method: 'PUT', body: change });
  await faults.refresh();
}
