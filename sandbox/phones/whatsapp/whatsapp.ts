import { ask } from '../core/ask.ts';
import { createLive } from '../core/live.ts';
import { createKeptStore } from '../core/store.ts';
import { shelf } from '../kaspi/kaspi.ts';

/** A computer that is, or wants to be, linked with a phone. */
export interface LinkedDevice {
  readonly id: string;
  readonly state: 'opening' | 'unpaired' | 'idle' | 'passkey' | 'linked' | 'logged_out';
  readonly qr?: string;
  readonly phone?: string;
  readonly pushname?: string;
  readonly isConnected: boolean;
}

/** One message on a customer's phone: `in` came from the shop, `out` the customer wrote. */
export interface PhoneMessage {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly type: string;
  readonly at: string;
  /** -1 failed, 0 on the way, 1 server, 2 phone, 3 read. */
  readonly ack: number;
  readonly media?: { readonly mimetype: string; readonly filename?: string; readonly url?: string };
}

/** A person's phone; the number has digits only. */
export interface Phone {
  readonly phone: string;
  readonly registered: boolean;
  readonly online: boolean;
  readonly reads: boolean;
  readonly name?: string;
  readonly messages: readonly PhoneMessage[];
}

/** All that the stand-in shows of WhatsApp. */
export interface WhatsAppState {
  readonly devices: readonly LinkedDevice[];
  readonly phones: readonly Phone[];
}

/** What WhatsApp looks like now. */
export const whatsapp = createLive(() => ask<WhatsAppState>('/whatsapp/state'));

/** The number of the customer whose phone is in hand; empty shows the list. */
export const openPhone = createKeptStore('phones.whatsapp.phone', '');

/** The devices that show a code to scan. */
export function waitingDevices(state: WhatsAppState | undefined): LinkedDevice[] {
  return (state?.devices ?? []).filter(({ qr, state: stands }) => stands === 'unpaired' && qr);
}

/** The devices that are linked. */
export function linkedDevices(state: WhatsAppState | undefined): LinkedDevice[] {
  return (state?.devices ?? []).filter(({ state: stands }) => stands === 'linked');
}

/** The phones of customers: everybody who isn't the shop. */
export function customerPhones(state: WhatsAppState | undefined): Phone[] {
  const shops = new Set(linkedDevices(state).map(({ phone }) => phone));
  const lastAt = ({ messages }: Phone) => messages.at(-1)?.at ?? '';
  return (state?.phones ?? [])
    .filter(({ phone, messages }) => !shops.has(phone) || messages.length > 0)
    .toSorted((one, other) => lastAt(other).localeCompare(lastAt(one)));
}

/** Scans a code with the shop's own phone. @throws Error when the code has changed meanwhile */
export async function scan(qr: string, owner: { phone: string; pushname: string }): Promise<void> {
  await ask('/whatsapp/scan', { method: 'POST', body: { qr, ...owner } });
  await whatsapp.refresh();
}

/** Takes a device off the phone's list of linked devices. */
export async function unlink(id: string): Promise<void> {
  await ask(`/whatsapp/devices/${id}/logout`, { method: 'POST' });
  await whatsapp.refresh();
}

/** Changes what a phone does: registered, online, reads. */
export async function changePhone(phone: string, change: Partial<Phone>): Promise<void> {
  await ask(`/whatsapp/phones/${phone}`, { method: 'PUT', body: change });
  await whatsapp.refresh();
}

/** The customer writes to the shop. @throws Error when nobody is linked with that number */
export async function writeToShop(phone: string, message: { to: string; text: string }): Promise<void> {
  await ask(`/whatsapp/phones/${phone}/messages`, { method: 'POST', body: message });
  await whatsapp.refresh();
}

/** The customer's name as WhatsApp or an order tells it, else the number. */
export function nameOf({ phone, name }: Pick<Phone, 'phone' | 'name'>): string {
  const buyer = shelf.get()?.orders.find(({ customer }) => customer.phone === `+${phone}`)?.customer;
  return name ?? (buyer ? `${buyer.firstName} ${buyer.lastName}` : phoneWords(phone));
}

/** `+7 701 555 01 00` from the digits of a number. */
export function phoneWords(phone: string): string {
  return phone.replace(/^7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2 $3 $4');
}
