import { z } from 'zod';
import type { Language } from '../../kernel/language.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Words } from '../../platform/words/words.ts';
import { reasonCodes } from '../decisions/decision.ts';
import { simulateRule } from '../history/simulation/simulate-rule.ts';
import type { Simulation, SimulationGuards } from '../history/simulation/simulation.ts';
import { belowFloorModes, strategies } from '../rules/pricing-rule.entity.ts';
import * as examples from './history.examples.ts';

const tiyn = z.number().int();
const wholeTenge = tiyn.positive().multipleOf(100);
const bps = z.number().int().min(-10_000).max(100_000);
const minute = z.number().int().min(0).max(1_440);
const merchants = z.array(z.string().max(100)).max(500);

const Rule = z.object({
  strategy: z.enum(strategies).default('standard'),
  stepTiyn: wholeTenge.default(100),
  topN: z.number().int().min(1).max(50).default(3),
  rivalMerchantId: z.string().max(100).nullable().default(null),
  belowFloor: z.enum(belowFloorModes).default('hold'),
  parameters: z
    .object({
      marginBps: bps.optional(),
      climbBps: bps.optional(),
      lowStock: z.number().int().min(0).optional(),
      lowStockBps: bps.optional(),
      windows: z
        .array(z.object({ fromMinute: minute, toMinute: minute, shiftBps: bps }))
        .max(48)
        .optional(),
      automationId: z.uuid().optional(),
    })
    .default({}),
  minRatingTenths: z.number().int().min(0).max(50).nullable().default(null),
  maxDeliveryDays: z.number().int().min(0).max(60).nullable().default(null),
  skipsPreorder: z.boolean().default(false),
  onlyInCity: z.boolean().default(false),
  excludedMerchantIds: merchants.default([]),
  friendlyMerchantIds: merchants.default([]),
  checkIntervalSeconds: z.number().int().min(1).max(86_400).default(900),
  workFromMinute: minute.default(540),
  workToMinute: minute.default(1_260),
});

const Guards = z
  .object({
    maxMoveBps: z.number().int().min(1).max(10_000).nullable(),
    warLimit: z.object({ moves: z.number().int().min(1), withinMinutes: z.number().int().min(1) }).nullable(),
    changeBudget: z.number().int().min(1).nullable(),
  })
  .partial();

const body = z.object({
  storeId: z.uuid().optional(),
  listingId: z.uuid().optional(),
  cityId: z.string().max(20).optional(),
  rule: Rule,
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
  guards: Guards.optional(),
});

const OutcomeReply = z.object({
  moves: z.number().int(),
  meanRank: z.number().nullable(),
  firstBps: z.number().int().nullable().describe('Share of the time in first place, hundredths of a percent.'),
  meanPriceTiyn: tiyn.nullable(),
  profitTiyn: tiyn.nullable().describe('Mean profit of a sale; null where the cost is not known.'),
});

const counts = {
  looks: z.number().int(),
  was: OutcomeReply.describe('As it really was.'),
  would: OutcomeReply.describe('As it would have been under the rule.'),
  asked: z.number().int().describe('Moves bigger than the store’s limit: they would be asked about first.'),
  waited: z.number().int().describe('Moves that would wait for the change budget.'),
};

const SimulationReply = z.object({
  from: z.date(),
  to: z.date(),
  note: z.string().describe('What it stands on, in the language of the request.'),
  total: z.object({
    listings: z.number().int(),
    unseen: z.number().int().describe('Prices of whose card nothing is known.'),
    withoutMinimum: z.number().int(),
    isThin: z.boolean().describe('Too few looks, or too short a time, to promise anything.'),
    ...counts,
  }),
  listings: z.array(
    z.object({
      listingId: z.uuid(),
      cityId: z.string().nullable(),
      name: z.string(),
      basis: z.enum(['history', 'present', 'none']),
      reason: z.enum(reasonCodes).nullable().describe('Why the price would stand where it stands at the end.'),
      path: z.array(z.object({ at: z.date(), tiyn })),
      ...counts,
    }),
  ),
});

/** Trying a rule before it is switched on. */
export function simulationRoutes(words: Words): Route[] {
  return [simulateRoute(words)];
}

const simulateRoute = (words: Words) =>
  route({
    method: 'post',
    path: '/pricing/simulations',
    can: 'pricing.read',
    summary: 'What a rule would have done over the recorded offers of the last two weeks; changes nothing',
    body,
    reply: SimulationReply,
    example: examples.simulation,
    handle: async (scope, { body: { guards, ...input }, language }) => {
      const simulation = await simulateRule(scope, { ...input, guards: givenGuards(guards) });
      const note = noteOf(words, language, simulation);
      const listings = simulation.listings.map(({ nameRu, nameKk, nameEn, path, ...listing }) => ({
        ...{ ...listing, path: [...path], name: { ru: nameRu, kk: nameKk, en: nameEn }[language] ?? nameRu },
      }));
      return { ...simulation, listings, note };
    },
  });

/** What was left out of the request is left out, so that the usual guard takes its place. */
function givenGuards(guards: z.output<typeof Guards> = {}): Partial<SimulationGuards> {
  return Object.fromEntries(Object.entries(guards).filter(([, value]) => value !== undefined));
}

/** What a simulation stands on, in a sentence. */
function noteOf(words: Words, language: Language, { total, listings }: Simulation): string {
  if (total.looks === 0) {
    return words.t(language, 'pricing-simulation-blind');
  }

  if (listings.every(({ basis }) => basis !== 'history')) {
    return words.t(language, 'pricing-simulation-present');
  }

  return words.t(language, total.isThin ? 'pricing-simulation-thin' : 'pricing-simulation-stands', {
    looks: total.looks,
  });
}
