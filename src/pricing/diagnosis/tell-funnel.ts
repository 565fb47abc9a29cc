import type { Language } from '../../kernel/language.ts';
import type { WordParams, Words } from '../../platform/words/words.ts';
import type { ChangeBudget, FunnelExample, FunnelStepCode, PriceWalk, RepricingDiagnosis } from './funnel.ts';

/** Who a diagnosis is told to. */
export interface Listener {
  readonly words: Words;
  readonly language: Language;
  /** IANA zone in which times are told. */
  readonly zone: string;
}

/** Something that stops prices, as its sentence needs it. */
export interface ToldStop {
  readonly step: FunnelStepCode;
  readonly reason: string;
  readonly since: Date | null;
  readonly until: Date | null;
  /** Of the store. */
  readonly budget?: ChangeBudget | undefined;
}

/** A sentence in the listener's language. */
export function say({ words, language }: Listener, id: string, params: WordParams = {}): string {
  return words.t(language, id, params);
}

/** What a step asks for, in a few words. */
export function tellStep({ words, language }: Listener, step: FunnelStepCode): string {
  return words.t(language, `pricing-funnel-step-${step}`);
}

/** Why prices stop there and what to do about it. */
export function tellStop(listener: Listener, { step, reason, since, until, budget }: ToldStop): string {
  const { words, language } = listener;
  const id = `pricing-funnel-${step}-${reason}`;
  // A decision keeps its code for good, also one that a later version does not know any more.
  const known = words.has(language, id) ? id : 'pricing-funnel-decision-other';
  return words.t(language, known, {
    since: tellMoment(listener, since) ?? 'never',
    until: tellMoment(listener, until) ?? tellNow(listener),
    limit: budget?.limit ?? 0,
    freesAt: tellMoment(listener, budget?.freesAt ?? null) ?? tellNow(listener),
  });
}

/** The first thing that stops one price; a price at rest is told with the facts of its last decision. */
export function tellWalk(listener: Listener, walk: PriceWalk, budget: ChangeBudget | undefined): string {
  const { words, language } = listener;
  const id = `pricing-reason-${walk.reason}`;
  return walk.step === 'decision' && words.has(language, id) && Object.keys(walk.lastParams).length > 0
    ? words.t(language, id, walk.lastParams)
    : tellStop(listener, { ...walk, budget });
}

/** The product's name in the listener's language, else in Russian. */
export function nameOf({ language }: Listener, { nameRu, nameKk, nameEn }: FunnelExample): string {
  return { ru: nameRu, kk: nameKk, en: nameEn }[language] ?? nameRu;
}

/** An instant as the listener reads it. */
export function tellMoment({ words, language, zone }: Listener, at: Date | null): string | undefined {
  return at === null ? undefined : words.moment(language, at, zone);
}

/** What has no time of its own goes on with the next run. */
function tellNow({ words, language }: Listener): string {
  return words.t(language, 'pricing-funnel-soon');
}

/** The listener to whom a diagnosis is told. */
export function listenerOf(words: Words, language: Language, { zone }: RepricingDiagnosis): Listener {
  return { words, language, zone };
}
