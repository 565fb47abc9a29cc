import { z } from 'zod';

/** The parts of Kaspi that general faults can hit. */
export const areas = ['shopApi', 'cabinet', 'id', 'offers'] as const;

/** One part of Kaspi. */
export type Area = (typeof areas)[number];

/** Kaspi's limits may be moved; null lifts one. */
const limit = z.int().min(1).nullable();

/** Everything that can be made to go wrong; unknown names are refused. Durations in milliseconds. */
export const faultsSchema = z.strictObject({
  /** Which parts unreachable, slowMs, htmlInsteadOfJson and blocked403 hit. */
  affects: z.array(z.enum(areas)),
  unreachable: z.boolean(),
  slowMs: z.int().min(0),
  /** How long every answer takes, as on a real line: no fault, and whatever `affects` says. */
  latencyMs: z.int().min(0),
  htmlInsteadOfJson: z.boolean(),
  blocked403: z.boolean(),
  /** The status every Shop API token is answered with. */
  tokenRejected: z.union([z.literal(false), z.literal(401), z.literal(403)]),
  bareUserAgentDropped: z.boolean(),
  maskedPhones: z.boolean(),
  missingFields: z.boolean(),
  duplicateOrders: z.boolean(),
  waybillDelayMs: z.int().min(0),
  priceApplyDelayMs: z.int().min(0),
  ignorePushes: z.boolean(),
  losePushes: z.boolean(),
  pushBan: z.boolean(),
  pushesPerSecond: limit,
  changesPer30Minutes: limit,
  emptyOffers: z.boolean(),
  ratingsMissing: z.boolean(),
  offersPerSecond: limit,
  mfaFlood: z.union([z.literal(false), z.enum(['MFA_SEND_FLOOD', 'MFA_CODE_TOO_MANY_SEND', 'breakTime'])]),
  /** E-mail and password are enough: no code is asked for (contract §3.1, step 1 with redirectUrl). */
  trustedDevice: z.boolean(),
  singleSession: z.boolean(),
  /** Under which key the cabinet's offer list carries its rows. */
  listKey: z.enum(['data', 'items', 'content']),
  feedPollMs: z.int().min(100),
});

/** The present faults and limits of the stand-in. */
export type Faults = z.infer<typeof faultsSchema>;

/** What a client may change; `sessionExpired: true` ends every cabinet session once. */
export const faultsPatch = faultsSchema.partial().extend({ sessionExpired: z.boolean().optional() });

/** Faults as they are before anyone switches them: everything off, limits of contract §4.2. */
export function defaultFaults(pace: 'demo' | 'test'): Faults {
  return {
    affects: [...areas],
    unreachable: false,
    slowMs: 0,
    latencyMs: 0,
    htmlInsteadOfJson: false,
    blocked403: false,
    tokenRejected: false,
    bareUserAgentDropped: true,
    maskedPhones: false,
    missingFields: false,
    duplicateOrders: false,
    waybillDelayMs: pace === 'demo' ? 4_000 : 50,
    priceApplyDelayMs: pace === 'demo' ? 1_500 : 50,
    ignorePushes: false,
    losePushes: false,
    pushBan: false,
    pushesPerSecond: 3,
    changesPer30Minutes: 250,
    emptyOffers: false,
    ratingsMissing: false,
    offersPerSecond: 15,
    mfaFlood: false,
    trustedDevice: false,
    singleSession: true,
    listKey: 'data',
    feedPollMs: 3_600_000,
  };
}

/** A failure that hits the next requests of one endpoint and then is gone. */
export const nextFailureSchema = z.strictObject({
  endpoint: z.string(),
  status: z.int().min(400).max(599),
  times: z.int().min(1).default(1),
  retryAfterSeconds: z.int().min(0).optional(),
});

/** A failure that waits for its endpoint. */
export type NextFailure = z.infer<typeof nextFailureSchema>;
