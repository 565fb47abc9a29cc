/** How rules, prices and moves are put into words. */
import { formatTenge } from '#src/kernel/money.ts';
import type { MoveView, PriceRow, RuleSummary } from '#src/pricing/index.ts';
import type { Speech } from '../../context.ts';

/** What of a rule its sentence needs; tiyn. */
export type SpokenRule = Pick<RuleSummary, 'strategy' | 'stepTiyn' | 'topN'>;

/** A rule in one sentence: its strategy and its step. */
export function ruleWords(speech: Speech, { strategy, stepTiyn, topN }: SpokenRule): string {
  return speech.t(`pricing-rule-${strategyWord(strategy)}`, { step: formatTenge(stepTiyn), place: topN });
}

/** A strategy as the ids of its words spell it. */
export function strategyWord(strategy: RuleSummary['strategy']): string {
  return strategy.replaceAll('_', '-');
}

/** The bounds of a price in one line; a missing minimum is named, because nothing moves without it. */
export function boundsWords(speech: Speech, { minTiyn, maxTiyn }: Pick<PriceRow, 'minTiyn' | 'maxTiyn'>): string {
  const min = minTiyn === null ? speech.t('pricing-no-min') : speech.t('pricing-min', { price: formatTenge(minTiyn) });
  return maxTiyn === null ? min : `${min} · ${speech.t('pricing-max', { price: formatTenge(maxTiyn) })}`;
}

/** Whether the rule works, and why not. */
export function standingOf({ rule, minTiyn }: Pick<PriceRow, 'rule' | 'minTiyn'>): 'on' | 'paused' | 'no-min' | 'none' {
  if (!rule) {
    return 'none';
  }

  if (!rule.isEnabled) {
    return 'paused';
  }

  return minTiyn === null ? 'no-min' : 'on';
}

const marks: Readonly<Record<MoveView['state'], string>> = {
  applied: '✅',
  held: '⚠️',
  proposed: '⏳',
  pushing: '⏳',
  pending: '⏳',
  unknown: '⏳',
  ignored: '⚠️',
  failed: '⛔',
  replaced: '↩️',
  rejected: '⛔',
};

/** The last move in a line: how far it got, when, and from what to what. */
export function lastMoveWords(speech: Speech, { at, fromTiyn, toTiyn, state }: MoveView): string {
  const [from, to] = [formatTenge(fromTiyn), formatTenge(toTiyn)];
  return speech.t('pricing-last-move', { mark: marks[state], at: speech.moment(at), from, to });
}

/** A move in two lines: when and from what to what, then why. */
export function moveWords(speech: Speech, move: MoveView): string {
  const line = speech.t('pricing-move', {
    at: speech.moment(move.at),
    from: formatTenge(move.fromTiyn),
    to: formatTenge(move.toTiyn),
    mark: marks[move.state],
  });
  return `${line}\n<i>${speech.t(`pricing-reason-${move.reason}`, move.params)}</i>`;
}
