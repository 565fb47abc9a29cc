/** The shop's WhatsApp number, an order on Kaspi, and what seller and customer learn of it. */
import { formatTenge } from '../../src/kernel/money.ts';
import type { ChatMessage, KaspiState, PhoneMessage, WhatsAppState } from './control.ts';
import { fixedParts, type Step, type Tale } from './tale.ts';
import { textOf } from './telegram-chat.ts';
import { until } from './until.ts';

/** The facts that a template may name. */
export const MESSAGE_FACTS = [
  'customer_name',
  'store_name',
  'order_code',
  'order_total',
  'items_list',
  'delivery_address',
];
const BROWSER_MS = 60_000;
const DELIVERED = 2;

/** The code in the chat, scanned by the shop's phone. */
export function whatsAppSteps(tale: Tale): Step[] {
  const { chat, say, control, shop } = tale;
  let qr = '';
  return [
    {
      name: 'WhatsApp: a code in the chat',
      run: async () => {
        await chat.say('/menu');
        await chat.answer(say('companies-home-title', { name: shop.name }));
        await chat.tap(say('messaging-home-btn'));
        await chat.answer(say('messaging-whatsapp-absent'));
        const known = new Set((await devices(tale)).map((device) => device.id));
        await chat.tap(say('messaging-connect-btn'));
        await chat.answer(say('messaging-qr-caption'), BROWSER_MS);
        qr = await until(
          { what: 'the code on WhatsApp Web' },
          async () => (await devices(tale)).find((device) => !known.has(device.id) && device.qr !== undefined)?.qr,
        );
      },
    },
    {
      name: 'WhatsApp: scanned and linked',
      run: async () => {
        await control.post('/whatsapp/scan', { qr, phone: shop.phone });
        await chat.sees('the word that WhatsApp is linked', isLinked(tale), BROWSER_MS);
      },
    },
  ];
}

/** An order by a customer: card, messages, ticks, acceptance. */
export function orderSteps(tale: Tale, customerPhone: string): Step[] {
  const { chat, say, control } = tale;
  let code = '';
  const seesMessage = (event: string) => customerReads(tale, { event, code, phone: customerPhone });
  return [
    {
      name: 'an order on Kaspi: card in the chat',
      run: async () => {
        code = await placeOrder(tale, customerPhone);
        const card = await chat.sees(`the card of order ${code}`, isCardOf(code, say('orders-accept-btn')));
        demandText(card, formatTenge(0).slice(-1));
      },
    },
    { name: 'the customer reads that the order came in', run: () => seesMessage('order_approved') },
    {
      name: 'ticks on the card',
      run: async () => {
        const event = say('orders-told-order-approved');
        await chat.sees('two ticks on the card', (message) => hasTicks(message, code, event));
      },
    },
    {
      name: 'accepted by a button: Kaspi knows',
      run: async () => {
        await chat.tap(say('orders-accept-btn'));
        await until({ what: 'ACCEPTED_BY_MERCHANT on Kaspi' }, async () => {
          const { orders } = await control.get<KaspiState>(`/kaspi/state?merchant=${tale.shop.uid}`);
          return orders.find((order) => order.code === code && order.status === 'ACCEPTED_BY_MERCHANT');
        });
        await chat.answer(say('orders-card-title', { code, status: say('orders-status-accepted') }));
      },
    },
    { name: 'the customer reads that it was accepted', run: () => seesMessage('order_accepted') },
  ];
}

/** A customer orders one thing; the code of the order. */
export async function placeOrder({ control, shop }: Tale, phone: string): Promise<string> {
  const customer = { firstName: 'Daniyar', lastName: 'S.', phone };
  const { code } = await control.post<{ code: string }>('/kaspi/orders', { merchantUid: shop.uid, customer });
  return code;
}

/** What the customer's phone got, oldest first. */
export async function inboxOf({ control }: Tale, phone: string): Promise<readonly PhoneMessage[]> {
  const { messages } = await control.get<{ messages: readonly PhoneMessage[] }>(`/whatsapp/phones/${phone.slice(1)}`);
  return messages.filter(({ direction }) => direction === 'in');
}

interface Expected {
  readonly event: string;
  readonly code: string;
  readonly phone: string;
}

/** The template's own sentences in the company's language, the order's code, and that it was delivered. */
async function customerReads(tale: Tale, { event, code, phone }: Expected): Promise<void> {
  const parts = fixedParts(tale.language, `messaging-template-${event}`, MESSAGE_FACTS);
  const fits = ({ body }: PhoneMessage) => body.includes(code) && parts.every((part) => body.includes(part));
  await until({ what: `the message ${event} on ${phone}`, withinMs: BROWSER_MS }, async () =>
    (await inboxOf(tale, phone)).find((message) => fits(message) && message.ack >= DELIVERED),
  );
  const sent = (await inboxOf(tale, phone)).filter(fits);
  if (sent.length !== 1) {
    throw new Error(`The customer got the message ${event} ${sent.length} times.`);
  }
}

async function devices({ control }: Tale): Promise<WhatsAppState['devices']> {
  return (await control.get<WhatsAppState>('/whatsapp/state')).devices;
}

function isLinked({ say }: Tale): (message: ChatMessage) => boolean {
  const [named = ''] = say('messaging-whatsapp-ready', { phone: '|' }).split('|');
  return (message) =>
    [named, say('messaging-whatsapp-ready-unnamed')].some((words) => textOf(message).startsWith(words));
}

function isCardOf(code: string, label: string): (message: ChatMessage) => boolean {
  return (message) => textOf(message).includes(code) && buttonsOf(message).includes(label);
}

function hasTicks(message: ChatMessage, code: string, event: string): boolean {
  const text = textOf(message);
  return text.includes(code) && text.split('\n').some((line) => line.includes(event) && line.includes('✓✓'));
}

function buttonsOf({ inlineKeyboard = [] }: ChatMessage): string[] {
  return inlineKeyboard.flat().map(({ text }) => text);
}

function demandText(message: ChatMessage, part: string): void {
  if (!textOf(message).includes(part)) {
    throw new Error(`«${part}» is missing in: ${textOf(message)}`);
  }
}
