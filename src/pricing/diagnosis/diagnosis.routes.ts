import { z } from 'zod';
import type { Language } from '../../kernel/language.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Words } from '../../platform/words/words.ts';
import { diagnoseRepricing } from './diagnose-repricing.ts';
import * as examples from './diagnosis.examples.ts';
import {
  type FunnelExample,
  type FunnelStep,
  funnelSteps,
  type PriceWalk,
  type RepricingDiagnosis,
  type StoreFunnel,
} from './funnel.ts';
import { type Listener, listenerOf, nameOf, tellStep, tellStop, tellWalk } from './tell-funnel.ts';

const count = z.number().int();

const PriceName = z.object({
  listingPriceId: z.uuid(),
  listingId: z.uuid(),
  cityId: z.string().nullable().describe('Null is the main price of the store.'),
  sku: z.string(),
  name: z.string().describe('In the language of the request, else in Russian.'),
});

const StopReply = z.object({
  reason: z.string(),
  text: z.string().describe('What it means and what to do, in the language of the request.'),
  count,
  since: z.date().nullable(),
  until: z.date().nullable().describe('When the first of them goes on by itself.'),
  examples: z.array(PriceName),
});

const StoreReply = z.object({
  storeId: z.uuid(),
  storeName: z.string(),
  steps: z.array(
    z.object({
      step: z.enum(funnelSteps),
      text: z.string(),
      entered: count,
      passed: count,
      stops: z.array(StopReply),
    }),
  ),
  turn: z.object({ dueNow: count, dueSince: z.date().nullable(), nextDueAt: z.date().nullable() }),
  budget: z.object({ limit: count, spent: count, left: count, freesAt: z.date().nullable() }),
  day: z.object({
    applied: count,
    ignored: count,
    failed: count,
    failures: z.array(z.object({ code: z.string(), count })),
  }),
});

const WalkReply = PriceName.extend({
  storeId: z.uuid(),
  step: z.enum(funnelSteps),
  reason: z.string(),
  text: z.string(),
  since: z.date().nullable(),
  until: z.date().nullable(),
});

/** Why prices do not move, told in the language of the request. */
export function diagnosisRoutes(words: Words): Route[] {
  return [
    route({
      method: 'get',
      path: '/pricing/diagnosis',
      can: 'pricing.read',
      summary: 'Why prices do not move: how many get how far, and what stops the rest',
      query: z.object({ storeId: z.uuid().optional(), listingId: z.uuid().optional() }),
      reply: z.object({
        at: z.date(),
        stores: z.array(StoreReply),
        walks: z.array(WalkReply).describe('The first thing that stops each price of the listing asked for.'),
      }),
      example: examples.diagnosis,
      handle: async (scope, { query, language }) =>
        viewDiagnosis(words, language, await diagnoseRepricing(scope, query)),
    }),
  ];
}

function viewDiagnosis(words: Words, language: Language, diagnosis: RepricingDiagnosis) {
  const listener = listenerOf(words, language, diagnosis);
  const { at, stores, walks } = diagnosis;
  return {
    at,
    stores: stores.map((store) => viewStore(listener, store)),
    walks: walks.map((walk) => viewWalk(listener, walk, stores)),
  };
}

function viewStore(listener: Listener, store: StoreFunnel) {
  const { day } = store;
  return {
    ...store,
    day: { ...day, failures: [...day.failures] },
    steps: store.steps.map((step) => viewStep(listener, step, store)),
  };
}

function viewStep(listener: Listener, { step, entered, passed, stops }: FunnelStep, { budget }: StoreFunnel) {
  return {
    ...{ step, text: tellStep(listener, step), entered, passed },
    stops: stops.map((stop) => ({
      ...stop,
      text: tellStop(listener, { step, ...stop, budget }),
      examples: stop.examples.map((example) => viewName(listener, example)),
    })),
  };
}

function viewWalk(listener: Listener, walk: PriceWalk, stores: readonly StoreFunnel[]) {
  const budget = stores.find(({ storeId }) => storeId === walk.storeId)?.budget;
  return { ...walk, ...viewName(listener, walk), text: tellWalk(listener, walk, budget) };
}

function viewName(listener: Listener, example: FunnelExample) {
  return { ...example, name: nameOf(listener, example) };
}
