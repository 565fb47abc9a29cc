import { randomUUID } from 'node:crypto';

const pollMs = 20_000;
const absentAfterMs = 3_000;

/** Where a linked device (one browser profile) stands. */
export type DeviceState = 'opening' | 'unpaired' | 'idle' | 'passkey' | 'linked' | 'logged_out';

/** One browser page that speaks WhatsApp Web. */
export interface Device {
  readonly id: string;
  state: DeviceState;
  qr?: string | undefined;
  pairing?: { readonly code: string; readonly phone: string } | undefined;
  phone?: string;
  pushname?: string | undefined;
}

/** What the page is told to do. */
export interface Command {
  readonly sequence: number;
  readonly call: string;
  readonly args: unknown;
}

interface Mailbox {
  queue: Command[];
  lastSequence: number;
  handedOut: number;
  wake: Set<() => void>;
  seenAt: number;
}

/** What is remembered of the devices between starts: no code to scan, and no page that is open. */
export interface KeptDevices {
  readonly devices: Map<string, Device>;
  readonly boxes: Map<string, Omit<Mailbox, 'wake' | 'seenAt'>>;
}

/** The devices and the ordered commands that wait for each of them. */
export interface Devices {
  remembered(): KeptDevices;
  all(): Device[];
  get(id: string): Device;
  linkedTo(phone: string): Device[];
  isConnected(id: string): boolean;
  /** Queues a command; it waits while the page is closed. */
  command(id: string, call: string, args: unknown): void;
  /** Resolves with the commands after a sequence number, at the latest after 20 s with none. */
  poll(id: string, after: number): Promise<Command[]>;
  /** The page was loaded anew: what an earlier document already got isn't repeated. */
  begin(id: string): void;
  stop(): void;
}

/** Creates the register of devices, empty or as it was kept. */
export function createDevices(kept?: KeptDevices): Devices {
  const devices = kept?.devices ?? new Map<string, Device>();
  const boxes = mapped(kept?.boxes ?? [], (box): Mailbox => ({ ...box, wake: new Set(), seenAt: 0 }));
  const get = (id: string) => remembered<Device>(devices, id, () => ({ id, state: 'opening' }));
  const boxOf = (id: string) => remembered(boxes, id, emptyMailbox);

  return {
    remembered: () => ({
      devices: mapped(devices, ({ qr, pairing, ...device }) => device),
      boxes: mapped(boxes, ({ wake, seenAt, ...box }) => box),
    }),
    get,
    all: () => [...devices.values()],
    linkedTo: (phone) => [...devices.values()].filter((device) => device.state === 'linked' && device.phone === phone),
    isConnected: (id) => boxOf(id).wake.size > 0 || Date.now() - boxOf(id).seenAt < absentAfterMs,
    command: (id, call, args) => {
      const box = boxOf(id);
      box.lastSequence += 1;
      box.queue.push({ sequence: box.lastSequence, call, args });
      wakeAll(box);
    },
    poll: (id, after) => take(boxOf(id), after),
    begin: (id) => {
      const box = boxOf(id);
      box.seenAt = Date.now();
      box.queue = box.queue.filter(({ sequence }) => sequence > box.handedOut);
    },
    stop: () => {
      for (const box of boxes.values()) {
        wakeAll(box);
      }
    },
  };
}

/** A pairing code of eight letters and digits, as a phone asks for it. */
export function newPairingCode(): string {
  return randomUUID().replaceAll('-', '').slice(0, 8).toUpperCase();
}

async function take(box: Mailbox, after: number): Promise<Command[]> {
  box.queue = box.queue.filter(({ sequence }) => sequence > after);
  if (box.queue.length === 0) {
    await nextCommand(box);
  }

  box.seenAt = Date.now();
  box.handedOut = box.queue.at(-1)?.sequence ?? box.handedOut;
  return [...box.queue];
}

function nextCommand(box: Mailbox): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      box.wake.delete(done);
      resolve();
    };
    const timer = setTimeout(done, pollMs);
    box.wake.add(done);
  });
}

function wakeAll(box: Mailbox): void {
  for (const wake of [...box.wake]) {
    wake();
  }
}

function emptyMailbox(): Mailbox {
  return { queue: [], lastSequence: 0, handedOut: 0, wake: new Set(), seenAt: 0 };
}

function mapped<From, To>(entries: Iterable<[string, From]>, change: (value: From) => To): Map<string, To> {
  return new Map([...entries].map(([key, value]) => [key, change(value)]));
}

function remembered<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key) ?? create();
  map.set(key, known);
  return known;
}
