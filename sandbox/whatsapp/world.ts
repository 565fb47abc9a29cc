import { randomBytes } from 'node:crypto';
import { openKeepsake } from '../keepsake.ts';
import type { EmitEvent, SandboxPace } from '../stand-in.ts';
import { createAcks } from './acks.ts';
import { createDevices, type Device, type Devices, type KeptDevices } from './devices.ts';
import { type Faults, noFaults } from './faults.ts';
import {
  type CustomerPhone,
  createPhones,
  type KeptPhones,
  type MessageMedia,
  type PhoneMessage,
  type Phones,
} from './phones.ts';

const ackStepMs: Record<SandboxPace, number> = { demo: 600, test: 25 };

/** What the world is built of. */
export interface WorldOptions {
  readonly emit: EmitEvent;
  readonly now: () => Date;
  readonly pace: SandboxPace;
  /** Where it is remembered what happened, for the next start; nothing is by default. */
  readonly keepFile?: string | undefined;
}

/** What WhatsApp remembers between starts. */
interface Kept {
  readonly phones: KeptPhones;
  readonly devices: KeptDevices;
}

/** A message that a linked device has sent. */
export interface Outgoing {
  readonly id: string;
  /** The chat id it was sent to, `<digits>@c.us` or `<digits>@lid`. */
  readonly to: string;
  readonly type: string;
  readonly body: string;
  readonly media?: MessageMedia | undefined;
  readonly place?: PhoneMessage['place'];
}

/** What a customer writes to a linked number. */
export interface Incoming {
  readonly to: string;
  readonly text: string;
  readonly media?: MessageMedia | undefined;
}

/** WhatsApp between linked devices and customers' phones: transcripts, acks, faults. */
export interface World {
  readonly devices: Devices;
  readonly phones: Phones;
  readonly faults: () => Faults;
  changeFaults(changes: Partial<Faults>): void;
  emit(kind: string, fields: Record<string, unknown>): void;
  deliver(device: Device, message: Outgoing): void;
  /** Sets an ack by hand and tells the sender's devices. @returns false when there is no such message */
  ack(id: string, ack: number): boolean;
  /** A phone came online or read its chats: the acks that were held back follow. */
  catchUp(phone: CustomerPhone): void;
  write(phone: CustomerPhone, message: Incoming): PhoneMessage;
  stop(): void;
}

/** Creates a world, empty or as it was kept. */
export function createWorld({ emit, now, pace, keepFile }: WorldOptions): World {
  const keepsake = openKeepsake<Kept>(keepFile, () => ({ phones: phones.kept, devices: devices.remembered() }));
  const devices = createDevices(keepsake.kept?.devices);
  const phones = createPhones(keepsake.kept?.phones);
  let current: Faults = { ...noFaults };
  const faults = () => current;
  const tell: World['emit'] = (kind, fields) => {
    keepsake.touch();
    emit({ source: 'whatsapp', kind, ...fields });
  };
  const acks = createAcks({ devices, faults, tell, stepMs: ackStepMs[pace] });
  acks.resume(phones.all());

  return {
    devices,
    phones,
    faults,
    emit: tell,
    changeFaults: (changes) => {
      current = { ...current, ...changes };
      for (const device of devices.all()) {
        devices.command(device.id, 'faults', current);
      }
      tell('faults', { faults: current });
    },
    deliver: (device, outgoing) => {
      const user = userOf(outgoing.to);
      const phone = phones.find(user) ?? phones.get(user);
      const message = received({ phone, outgoing, from: device.phone ?? '', at: now().toISOString() });
      phone.messages.push(message);
      const { id, from, body, type } = message;
      tell('message', { phone: phone.phone, id, direction: 'in', from, body, type });
      acks.climb(phone, message);
    },
    ack: (id, ack) => {
      const phone = phones.all().find(({ messages }) => messages.some((message) => message.id === id));
      const message = phone?.messages.find((known) => known.id === id);
      if (phone && message) {
        acks.set(phone, message, ack);
      }
      return message !== undefined;
    },
    catchUp: (phone) => acks.catchUp(phone),
    write: (phone, incoming) => write({ world: { devices, now, tell }, phone, incoming }),
    stop: () => {
      acks.stop();
      devices.stop();
      keepsake.stop();
    },
  };
}

interface Reception {
  readonly phone: CustomerPhone;
  readonly outgoing: Outgoing;
  readonly from: string;
  readonly at: string;
}

function received({ phone, outgoing, from, at }: Reception): PhoneMessage {
  const { id, type, body, media, place } = outgoing;
  return { id, direction: 'in', from, to: phone.phone, body, type, at, ack: 0, media, place };
}

function userOf(chatId: string): string {
  return chatId.split('@')[0] ?? chatId;
}

interface Writing {
  readonly world: { readonly devices: Devices; readonly now: () => Date; readonly tell: World['emit'] };
  readonly phone: CustomerPhone;
  readonly incoming: Incoming;
}

function write({ world, phone, incoming }: Writing): PhoneMessage {
  const id = `3A${randomBytes(9).toString('hex').toUpperCase()}`;
  const { to, text: body, media } = incoming;
  const type = media ? (media.mimetype.startsWith('image/') ? 'image' : 'document') : 'chat';
  const at = world.now().toISOString();
  const message: PhoneMessage = { id, direction: 'out', from: phone.phone, to, body, type, at, ack: 2, media };
  phone.messages.push(message);

  const sender = { from: phone.lid ?? phone.phone, isLid: phone.lid !== undefined, name: phone.name };
  for (const device of world.devices.linkedTo(to)) {
    const text = media ? { caption: body, media } : { body };
    world.devices.command(device.id, 'receive', { id, type, ...sender, ...text });
  }
  world.tell('message', { phone: phone.phone, id, direction: 'out', to, body, type });
  return message;
}
