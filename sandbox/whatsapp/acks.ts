import type { Devices } from './devices.ts';
import type { Faults } from './faults.ts';
import type { CustomerPhone, PhoneMessage } from './phones.ts';

/** What acks need of the world. */
export interface AckOptions {
  readonly devices: Devices;
  readonly faults: () => Faults;
  readonly tell: (kind: string, fields: Record<string, unknown>) => void;
  /** Milliseconds before each step. */
  readonly stepMs: number;
}

/** The acks of messages on their way to customers: -1 error, 1 server, 2 device, 3 read. */
export interface Acks {
  /** Sets an ack now and tells the sender's devices. */
  set(phone: CustomerPhone, message: PhoneMessage, ack: number): void;
  /** Lets a message go up as far as the phone allows, step by step. */
  climb(phone: CustomerPhone, message: PhoneMessage): void;
  /** A phone came online or reads again: what was held back follows. */
  catchUp(phone: CustomerPhone): void;
  /** Takes up the messages that were on their way when the stand-in stopped. */
  resume(phones: readonly CustomerPhone[]): void;
  stop(): void;
}

/** Creates the acks of a world. */
export function createAcks({ devices, faults, tell, stepMs }: AckOptions): Acks {
  const timers = new Set<NodeJS.Timeout>();
  const set: Acks['set'] = (phone, message, ack) => {
    message.ack = ack;
    for (const device of devices.linkedTo(message.from)) {
      devices.command(device.id, 'ack', { id: message.id, ack });
    }
    tell('ack', { phone: phone.phone, id: message.id, ack });
  };
  const climb: Acks['climb'] = (phone, message) => {
    const next = nextAck(phone, message, faults());
    if (next === undefined) {
      return;
    }

    const timer = setTimeout(() => {
      timers.delete(timer);
      const isStillNext = message.ack === Math.max(next, 1) - 1;
      if (isStillNext) {
        set(phone, message, next);
        climb(phone, message);
      }
    }, faults().slowAckMs || stepMs);
    timers.add(timer);
  };

  const climbFrom = (lowest: number, phone: CustomerPhone) => {
    for (const message of phone.messages.filter(({ direction, ack }) => direction === 'in' && ack >= lowest)) {
      climb(phone, message);
    }
  };

  return {
    set,
    climb,
    catchUp: (phone) => climbFrom(1, phone),
    resume: (phones) => phones.forEach((phone) => void climbFrom(0, phone)),
    stop: () => timers.forEach(clearTimeout),
  };
}

// -1 ends the ladder; 2 needs a phone that is online, 3 one whose owner reads.
function nextAck(phone: CustomerPhone, message: PhoneMessage, faults: Faults): number | undefined {
  if (message.ack === 0) {
    const isStranger = !phone.messages.some(({ direction, to }) => direction === 'out' && to === message.from);
    return faults.failAcks || (faults.newChatsLocked && isStranger) ? -1 : 1;
  }
  if (message.ack === 1 && phone.online) {
    return 2;
  }
  return message.ack === 2 && phone.reads ? 3 : undefined;
}
