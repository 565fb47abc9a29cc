import { openKeepsake } from '../keepsake.ts';
import type { SandboxEvent, SandboxPace } from '../stand-in.ts';
import { defaultFaults, type Faults, type NextFailure } from './faults.ts';
import { createLimits, type Limits } from './limits.ts';
import { openMerchants } from './merchants.ts';
import type { Order } from './order.ts';
import { createRandom, type Random } from './random.ts';
import { createSessions, type KeptSessions, type Sessions } from './sessions.ts';
import { createShownAnswers, type ShownAnswers } from './shown-answers.ts';
import { createStats, type Stats } from './stats.ts';
import type { Card, DemoWorld, Listing, Merchant } from './world.ts';

/** A code that Kaspi sent to a person. */
export interface Mail {
  readonly at: string;
  readonly to: string;
  readonly channel: 'email' | 'sms';
  readonly code: string;
  readonly purpose: 'sign-in' | 'order';
  readonly orderCode?: string;
}

/** One change of one offer that came through the cabinet, and what became of it. */
export interface PricePush {
  readonly id: string;
  readonly at: string;
  readonly merchantUid: string;
  readonly sku: string;
  readonly price: number | null;
  readonly cityPrices: Record<string, number>;
  state: 'queued' | 'applied' | 'ignored' | 'lost';
  reason: string | null;
  settledAt: string | null;
}

/** A price-list file or feed and what became of it. */
export interface FeedFile {
  readonly id: string;
  readonly merchantUid: string;
  readonly at: string;
  status: 'PROCESSING' | 'FINISHED' | 'REJECTED';
  error: string | null;
  offers: number;
}

/** Everything Kaspi knows, in memory. */
export interface Kaspi {
  readonly demo: DemoWorld;
  readonly merchants: Map<string, Merchant>;
  readonly cards: Map<string, Card>;
  /** By order code. */
  readonly orders: Map<string, Order>;
  readonly mailbox: Mail[];
  readonly pushes: PricePush[];
  /** The changes that queued pushes asked for, as they came, by push id. */
  readonly queuedChanges: Map<string, unknown>;
  readonly feedFiles: FeedFile[];
  /** Price-list addresses by merchant. */
  readonly feedUrls: Map<string, string>;
  readonly faults: Faults;
  readonly nextFailures: NextFailure[];
  /** The names that endpoints are counted under. */
  readonly endpoints: Set<string>;
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly stats: Stats;
  /** Answers of the storefront that may be given again. */
  readonly shown: ShownAnswers;
  readonly random: Random;
  now(): Date;
  emit(kind: string, fields?: Record<string, unknown>): void;
  sendCode(mail: Omit<Mail, 'at'>): void;
  /** Runs the work after a delay unless the stand-in stops first. */
  later(delayMs: number, work: () => void): void;
  /** Rejects when the stand-in stops; ends silent waits. */
  readonly stopped: AbortSignal;
  stop(): void;
}

/** How a Kaspi is made. */
export interface KaspiOptions {
  readonly emit: (event: SandboxEvent) => void;
  readonly now?: () => Date;
  readonly pace?: SandboxPace;
  readonly world: DemoWorld;
  /** Where it is remembered what happened, for the next start; nothing is by default. */
  readonly keepFile?: string | undefined;
}

/** What Kaspi remembers between starts. */
type Kept = Pick<Kaspi, 'merchants' | 'cards' | 'orders' | 'mailbox' | 'pushes' | 'queuedChanges'> & KeptSessions;

/** Creates Kaspi in the state of the given world. */
export function createKaspi(options: KaspiOptions): Kaspi {
  const { world } = options;
  const now = options.now ?? (() => new Date());
  const stopping = new AbortController();
  const timers = createTimers();
  const keepsake = openKeepsake<Kept>(options.keepFile, () => state);
  const state: Kept = keepsake.kept ?? freshWorld(world);
  const { sso, cabinet, ...lasting } = state;
  const { mailbox } = lasting;
  const shown = createShownAnswers();
  const emit: Kaspi['emit'] = (kind, fields = {}) => {
    keepsake.touch();
    shown.forget(kind, fields.masterSku);
    options.emit({ ...fields, source: 'kaspi', kind });
  };

  return {
    ...lasting,
    demo: world,
    feedFiles: [],
    feedUrls: new Map(),
    faults: defaultFaults(options.pace ?? 'demo'),
    nextFailures: [],
    endpoints: new Set(),
    sessions: createSessions({ sso, cabinet }),
    limits: createLimits(now),
    stats: createStats(),
    shown,
    random: createRandom(Number(now())),
    now,
    emit,
    sendCode: (mail) => {
      mailbox.push({ ...mail, at: now().toISOString() });
      emit('code.sent', { to: mail.to, channel: mail.channel, code: mail.code, purpose: mail.purpose });
    },
    later: timers.later,
    stopped: stopping.signal,
    stop: () => {
      stopping.abort();
      timers.clear();
      keepsake.stop();
    },
  };
}

function createTimers() {
  const timers = new Set<NodeJS.Timeout>();
  return {
    later: (delayMs: number, work: () => void) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, delayMs);
      timers.add(timer);
    },
    clear: () => timers.forEach((timer) => void clearTimeout(timer)),
  };
}

function freshWorld(world: DemoWorld): Kept {
  return {
    merchants: openMerchants([world.technomart, world.aigulStore]),
    cards: new Map(world.cards.map((card) => [card.masterSku, structuredClone(card)])),
    orders: new Map(),
    mailbox: [],
    pushes: [],
    queuedChanges: new Map(),
    sso: new Map(),
    cabinet: new Map(),
  };
}

/** Tells whether an offer is sold from at least one point. */
export function isOnSale(listing: Listing): boolean {
  return listing.availabilities.some(({ available }) => available === 'yes');
}
