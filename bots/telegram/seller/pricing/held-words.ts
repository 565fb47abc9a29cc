/** How a decided price that has not left is put into words. */
import { formatTenge } from '#src/kernel/money.ts';
import type { HeldMove, MassQuestion, Wait, WaitingPrice } from '#src/pricing/index.ts';
import type { Button, Speech } from '../../context.ts';
import { button } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';

const NAME_LENGTH = 90;

/** From what to what a price goes; tiyn. */
export type Change = Pick<HeldMove, 'fromTiyn' | 'toTiyn'>;

/** `12 990 ₸ → 10 490 ₸ (−19 %)`. */
export function changeWords(speech: Speech, { fromTiyn, toTiyn }: Change): string {
  const percent = Math.round((Math.abs(toTiyn - fromTiyn) * 100) / Math.max(fromTiyn, 1));
  const [from, to, sign] = [formatTenge(fromTiyn), formatTenge(toTiyn), toTiyn < fromTiyn ? '−' : '+'];
  return speech.t('pricing-held-change', { from, to, sign, percent });
}

/** A held move: the product, the change, why, what bounds it, and why it is asked about. */
export function heldLines(speech: Speech, move: HeldMove): string[] {
  const { minTiyn, costTiyn, toTiyn, maxMoveBps } = move;
  const bounds = [
    ...(minTiyn === null ? [] : [speech.t('pricing-min', { price: formatTenge(minTiyn) })]),
    ...(costTiyn === null ? [] : [speech.t('pricing-held-cost', { price: formatTenge(costTiyn) })]),
  ];
  return [
    speech.t('pricing-held-name', { name: nameOf(move, speech.language, NAME_LENGTH) }),
    changeWords(speech, move),
    ...(bounds.length === 0 ? [] : [bounds.join(' · ')]),
    ...(costTiyn !== null && toTiyn < costTiyn ? [speech.t('pricing-held-below-cost')] : []),
    '',
    speech.t('pricing-held-proposal'),
    speech.t(`pricing-reason-${move.reason}`, move.params),
    ...(maxMoveBps === null ? [] : ['', `<i>${limitWords(speech, 'pricing-held-limit', maxMoveBps)}</i>`]),
  ];
}

/** The question about a whole store: how many of how many, which way, since when, and why it is asked. */
export function massLines(
  speech: Speech,
  { storeName: store, prices, askedAt, maxStoreShareBps }: MassQuestion,
  { mass, massCuts: cuts }: { readonly mass: number; readonly massCuts: number },
): string[] {
  const facts = { count: mass, prices, cuts, raises: mass - cuts, since: speech.moment(askedAt) };
  return [
    speech.t('pricing-mass-title', { store }),
    mass === 0 ? speech.t('pricing-mass-none') : speech.t('pricing-mass-count', facts),
    ...(maxStoreShareBps === null ? [] : [`<i>${limitWords(speech, 'pricing-mass-limit', maxStoreShareBps)}</i>`]),
  ];
}

function limitWords(speech: Speech, id: string, bps: number): string {
  return speech.t(id, { percent: bps / 100 });
}

/** The two words on a move; they carry the price that is shown, and `mark` where they stand. */
export function decideButtons(speech: Speech, { decisionId, toTiyn }: DecidableMove, ...mark: string[]): Button[] {
  return [
    button(speech.label('pricing-held-allow-btn'), 'move-allow', decisionId, toTiyn / 100, ...mark),
    button(speech.label('pricing-held-refuse-btn'), 'move-refuse', decisionId, ...mark),
  ];
}

/** What the two words are about. */
export type DecidableMove = Pick<HeldMove, 'decisionId' | 'toTiyn'>;

/** The two words on a whole store. */
export function massButtons(speech: Speech, storeId: string, ...mark: string[]): [allow: Button, refuse: Button] {
  return [
    button(speech.label('pricing-mass-allow-btn'), 'mass-answer', storeId, 'allow', ...mark),
    button(speech.label('pricing-mass-refuse-btn'), 'mass-answer', storeId, 'refuse', ...mark),
  ];
}

const waitIds: Readonly<Record<Wait, string>> = {
  approval: 'pricing-wait-approval',
  mass: 'pricing-wait-mass',
  budget: 'pricing-wait-budget',
  rest: 'pricing-wait-rest',
  channel: 'pricing-wait-channel',
};

const soonIds: Readonly<Partial<Record<Wait, string>>> = {
  budget: 'pricing-wait-budget-soon',
  rest: 'pricing-wait-rest-soon',
};

/** What a decided price waits for, and until when where that is known. */
export function waitWords(speech: Speech, { toTiyn, waitsFor, until }: WaitingPrice): string {
  const price = formatTenge(toTiyn);
  if (waitsFor === null) {
    return speech.t('pricing-wait-next', { price });
  }

  const soonId = until === null ? soonIds[waitsFor] : undefined;
  return soonId === undefined
    ? speech.t(waitIds[waitsFor], { price, ...(until !== null && { until: speech.moment(until) }) })
    : speech.t(soonId, { price });
}
