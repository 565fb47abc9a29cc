import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChatMessage, KaspiState } from '../../scripts/story/control.ts';
import { inboxOf, placeOrder } from '../../scripts/story/messages.ts';
import type { Tale } from '../../scripts/story/tale.ts';
import { textOf } from '../../scripts/story/telegram-chat.ts';
import { until } from '../../scripts/story/until.ts';
import { aLinkedSeller, aMortal, type Mortal } from './killed.ts';
import { processesOf } from './left-behind.ts';

const RECOVERED_MS = 120_000;
const customers = ['+77059000001', '+77059000002', '+77059000003', '+77059000004'];

let mortal: Mortal;
let tale: Tale;

beforeAll(async () => {
  mortal = await aMortal();
  tale = await aLinkedSeller(mortal);
}, 180_000);
afterAll(async () => {
  await mortal?.stop();
  expect(await processesOf(mortal.folder)).toEqual([]);
}, 60_000);

async function cardsOf(code: string): Promise<readonly ChatMessage[]> {
  return (await tale.chat.messages()).filter(
    (message) => textOf(message).startsWith('🧾') && textOf(message).includes(code),
  );
}

async function messagesAbout(code: string, phone: string): Promise<string[]> {
  return (await inboxOf(tale, phone)).map(({ body }) => body).filter((body) => body.includes(code));
}

/** The order is told to both sides once the product has recovered. */
async function told(code: string, phone: string): Promise<void> {
  await until(
    { what: `the card of ${code}`, withinMs: RECOVERED_MS, everyMs: 200 },
    async () => (await cardsOf(code))[0],
  );
  await until({ what: `the message about ${code}`, withinMs: RECOVERED_MS, everyMs: 200 }, async () =>
    (await messagesAbout(code, phone)).at(0),
  );
}

describe('the product killed between an order and its message', () => {
  it('tells seller and customer of every order once, whenever it was killed', async () => {
    const placed = new Map<string, string>();
    for (const phone of customers) {
      const code = await placeOrder(tale, phone);
      placed.set(code, phone);
      await mortal.world.control.put('/whatsapp/faults', { slowAckMs: 4_000 });
      // Killed at once, at the card, and at the message: each order meets another moment of its way.
      const isSeen = [...placed].length % 2 === 0;
      await (isSeen
        ? until({ what: 'the card', withinMs: RECOVERED_MS }, async () => (await cardsOf(code))[0])
        : undefined);
      await mortal.killAndRestart();
    }
    for (const [code, phone] of placed) {
      await told(code, phone);
    }
    // Another order that goes its whole way shows that nothing older is still under way.
    const lastPhone = '+77059000009';
    await told(await placeOrder(tale, lastPhone), lastPhone);
    const counts = await Promise.all(
      [...placed].map(async ([code, phone]) => ({
        cards: (await cardsOf(code)).length,
        messages: (await messagesAbout(code, phone)).length,
      })),
    );
    expect(counts).toEqual(customers.map(() => ({ cards: 1, messages: 1 })));
  }, 480_000);

  it('accepts an order once when it is killed right after the tap', async () => {
    const phone = '+77059000010';
    const code = await placeOrder(tale, phone);
    await told(code, phone);
    await tale.chat.tap(tale.say('orders-accept-btn'));
    await mortal.killAndRestart();
    await until({ what: 'the order accepted on Kaspi', withinMs: RECOVERED_MS, everyMs: 200 }, async () => {
      const { orders } = await tale.control.get<KaspiState>(`/kaspi/state?merchant=${tale.shop.uid}`);
      return orders.find((order) => order.code === code && order.status === 'ACCEPTED_BY_MERCHANT');
    });
    await until({ what: 'the second message', withinMs: RECOVERED_MS, everyMs: 200 }, async () =>
      (await messagesAbout(code, phone)).at(1),
    );
    expect(await messagesAbout(code, phone)).toHaveLength(2);
  }, 300_000);
});
