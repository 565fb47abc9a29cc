import type { Language } from '../kernel/language.ts';
import type { Logger } from '../platform/logging/logger.ts';
import type { Channel } from './message.entity.ts';

/** A message as a gateway gets it. */
export interface OutgoingMessage {
  readonly id: string;
  readonly companyId: string;
  readonly event: string;
  /** What it is about, mostly an order. */
  readonly subjectId: string;
  readonly template: string;
  /** E.164 phone or privacy id for WhatsApp, Telegram user id for Telegram. */
  readonly recipient: string;
  readonly language: Language;
  /** Null for member notices: the gateway renders them from the subject. */
  readonly text: string | null;
  readonly params: Readonly<Record<string, string | number>>;
  /** `reply` within 24 hours of the recipient's own message, else `cold`. */
  readonly lane: 'cold' | 'reply';
  /** The id it has at the provider already: then it is edited instead of sent. */
  readonly providerId: string | null;
  /** Differs whenever it may really be sent again; a gateway must not send one key twice. */
  readonly key: string;
}

/** What became of a message: `unknown` means that it may have left. */
export interface Delivered {
  readonly id?: string | undefined;
  readonly certainty: 'accepted' | 'unknown';
}

/** One road out of the house. */
export interface MessageGateway {
  readonly channel: Channel;
  /** @throws DeliveryFailure when it certainly did not leave; anything else thrown counts as unknown */
  send(message: OutgoingMessage): Promise<Delivered>;
}

/**
 * Why a message did not leave: `retryable` by itself, `notReady` until its session is linked, `absent` when the recipient
 * cannot be reached there, `permanent` for everything that will not change.
 */
export type DeliveryFailureKind = 'retryable' | 'notReady' | 'absent' | 'permanent';

/** A message that certainly did not leave. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure';
  readonly kind: DeliveryFailureKind;
  /** A short word that is kept and shown: `whatsapp_not_linked`. */
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: DeliveryFailureKind, code: string, more: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause });
    this.kind = kind;
    this.code = code;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** From and to in milliseconds; a gap is drawn between them at random. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** How messages are paced. */
export interface MessagingSettings {
  /** Between two looks for due messages, seconds; new ones wake the job at once. */
  readonly tickSeconds: number;
  /** Between messages that we start, for each number. */
  readonly coldGapMs: Gap;
  /** Between answers within 24 hours of the customer's message. */
  readonly replyGapMs: Gap;
  /** Order notices leave between these hours of the company's zone; absent in the demo. */
  readonly quietHours?: { readonly from: number; readonly to: number } | undefined;
  /** For how long a worker has a message before another one may look after it. */
  readonly leaseSeconds: number;
  /** How long a receipt is waited for before a critical message of unknown outcome is sent once more. */
  readonly unknownRetrySeconds: number;
  /** Shortest and longest wait after a failure that may pass; doubles in between. */
  readonly backOffSeconds: { readonly shortest: number; readonly longest: number };
  /** Tries before a message counts as failed. */
  readonly tries: number;
  /** Looks for a session that is not linked. */
  readonly notReadySeconds: number;
  /** How long an answer about a number is believed, days. */
  readonly presenceDays: number;
}

/** Settings that suit real phones. */
const liveMessagingSettings: MessagingSettings = {
  tickSeconds: 5,
  coldGapMs: { from: 30_000, to: 60_000 },
  replyGapMs: { from: 2_000, to: 6_000 },
  quietHours: { from: 9, to: 21 },
  leaseSeconds: 180,
  unknownRetrySeconds: 60,
  backOffSeconds: { shortest: 15, longest: 3_600 },
  tries: 10,
  notReadySeconds: 60,
  presenceDays: 7,
};

/** Settings that suit the demo: a message leaves within a second. */
export const demoMessagingSettings: MessagingSettings = {
  tickSeconds: 1,
  coldGapMs: { from: 200, to: 800 },
  replyGapMs: { from: 100, to: 300 },
  leaseSeconds: 90,
  unknownRetrySeconds: 5,
  backOffSeconds: { shortest: 1, longest: 30 },
  tries: 10,
  notReadySeconds: 5,
  presenceDays: 1,
};

/** The settings that suit where the program runs. */
export function messagingSettings(mode: 'demo' | 'live'): MessagingSettings {
  return mode === 'demo' ? demoMessagingSettings : liveMessagingSettings;
}

/** What the delivery of messages is made of. */
export interface DeliveryDeps {
  readonly gateways: readonly MessageGateway[];
  /** The name under which this process holds WhatsApp sessions; absent where it holds none. */
  readonly owner?: string | undefined;
  readonly logger: Logger;
  readonly settings: MessagingSettings;
}
