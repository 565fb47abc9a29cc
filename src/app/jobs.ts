import { sellerJobs } from '../../bots/telegram/seller/seller-bot.ts';
import { catalogReactions, createImportJob } from '../catalog/index.ts';
import type { HappenedEvent } from '../kernel/events.ts';
import {
  createWhatsAppGateway,
  deliverDue,
  type MessageGateway,
  messagingJobs,
  messagingReactions,
  messagingSettings,
  wakesDelivery,
} from '../messaging/index.ts';
import { demoOrderSettings, liveOrderSettings, orderReactions, ordersJobs } from '../orders/index.ts';
import { deliverEvents, deliverOutbox } from '../platform/events/deliver-events.ts';
import { createPump, type Pump } from '../platform/events/pump.ts';
import { createJobs, type Jobs } from '../platform/jobs/create-jobs.ts';
import type { JobDefinition } from '../platform/jobs/define-job.ts';
import { forgetOldChats } from '../platform/telegram/forget-old-chats.ts';
import {
  demoPricingSettings,
  keepHistoryJob,
  livePricingSettings,
  pricingJobs,
  pricingReactions,
} from '../pricing/index.ts';
import { createCabinetAccess } from '../stores/index.ts';
import type { Bots } from './bots.ts';
import type { House } from './house.ts';
import type { WhatsApp } from './whatsapp.ts';
import { within } from './within.ts';

/** The queue of this process with everything that runs in it. */
export interface Queue {
  readonly jobs: Jobs;
  start(): Promise<void>;
  /** Delivers messages in this process at a steady beat: WhatsApp's leave only where their browser runs. */
  deliver(): void;
  /** Takes no more work and finishes or puts back what is under way; jobs are still taken until `after` has settled. */
  stop(limit: { timeoutMs: number; after?: Promise<unknown> }): Promise<void>;
}

const PROCESS_EVERY_MS = { demo: 500, live: 1_000 };
const EVENTS_EVERY = { demo: '1 second', live: '2 seconds' };

/** Builds every job and reaction, and the pumps that do on commit what the repeating jobs do anyway. */
export function buildQueue(house: House, parts: { whatsApp: WhatsApp; bots: Bots }): Queue {
  const { config, data, logger, clock } = house;
  const { database } = data;
  const context = { inCompany: database.inCompany, inSystem: database.inSystem };
  const delivery = deliveryDeps(house, parts);
  const importJob = createImportJob({ marketplace: house.marketplace });
  const outbox = {
    reactions: [
      ...catalogReactions({ enqueueImport: (payload) => house.enqueue(importJob, payload) }),
      ...orderReactions,
      ...pricingReactions,
      ...messagingReactions({ words: house.words, settings: delivery.settings }),
    ],
    logger,
    every: EVENTS_EVERY[config.mode],
  };
  const jobs = createJobs({
    backend: config.mongo
      ? { kind: 'mongo', url: config.mongo.reveal() }
      : { kind: 'postgres', url: data.urls.jobsUrl },
    jobs: [
      deliverEvents(outbox) as unknown as JobDefinition,
      importJob as unknown as JobDefinition,
      ...pricingJobs({ ...repricer(house), enqueue: house.enqueue, logger, clock, meter: house.pricingMeter }),
      keepHistoryJob as unknown as JobDefinition,
      ...ordersJobs({ marketplace: house.marketplace, enqueue: house.enqueue, logger, settings: orderSettings(house) }),
      ...messagingJobs(delivery),
      forgetOldChats as unknown as JobDefinition,
      ...sellerJobs({ api: parts.bots.api, words: house.words, clock }),
    ],
    context,
    logger,
    clock,
    processEveryMs: PROCESS_EVERY_MS[config.mode],
  });
  house.complete({ jobs });
  const pumps = {
    events: createPump('events', (signal) => deliverOutbox(outbox, { ...context, signal }), logger),
    messages: createPump('messages', (signal) => deliverDue(delivery, { ...context, signal }), logger),
  };
  return runningQueue({ jobs, pumps, house, deliverMs: delivery.settings.tickSeconds * 1_000 });
}

function runningQueue({
  jobs,
  pumps,
  house,
  deliverMs,
}: {
  jobs: Jobs;
  pumps: Record<'events' | 'messages', Pump>;
  house: House;
  deliverMs: number;
}): Queue {
  let beat: NodeJS.Timeout | undefined;
  const wakeDelivery = (events: readonly HappenedEvent[]) => {
    if (wakesDelivery(events)) {
      pumps.messages.wake();
    }
  };
  return {
    jobs,
    deliver: () => {
      beat = setInterval(() => pumps.messages.wake(), deliverMs);
      house.data.database.onEvents(wakeDelivery);
    },
    start: async () => {
      await jobs.start();
      house.data.database.onEvents((events) => {
        pumps.events.wake();
        wakeDelivery(events);
      });
    },
    stop: async ({ timeoutMs, after }) => {
      clearInterval(beat);
      const pumping = within(timeoutMs, Promise.all([pumps.events.stop(), pumps.messages.stop()]));
      await jobs.stop({ timeoutMs, after: Promise.allSettled([after, pumping]) });
    },
  };
}

function deliveryDeps(house: House, { whatsApp, bots }: { whatsApp: WhatsApp; bots: Bots }) {
  const settings = messagingSettings(house.config.mode);
  const gateways: MessageGateway[] = [
    createWhatsAppGateway({ sessions: whatsApp.sessions, inCompany: house.data.database.inCompany, settings }),
    bots.notices,
  ];
  const owner = house.config.roles.includes('sessions') ? whatsApp.owner : undefined;
  return { gateways, owner, logger: house.logger, settings };
}

function repricer({ marketplace, config }: House) {
  return {
    marketplace,
    cabinets: createCabinetAccess(marketplace),
    settings: config.mode === 'demo' ? demoPricingSettings : livePricingSettings,
    shard: config.shard,
  };
}

function orderSettings({ config }: House) {
  return config.mode === 'demo' ? demoOrderSettings : liveOrderSettings;
}
