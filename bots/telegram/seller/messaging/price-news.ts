/** The day's notice about prices: which listings want the seller, and why. */
import { isAppError } from '#src/kernel/errors.ts';
import { formatTenge } from '#src/kernel/money.ts';
import type { OutgoingMessage } from '#src/messaging/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import type { PriceRow } from '#src/pricing/index.ts';
import type { Speech } from '../../context.ts';
import { button } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';
import type { Card } from '../orders/order-card.ts';
import { findRow } from '../pricing/find-row.ts';

const SHOWN = 8;
const NAME_LENGTH = 70;

/** Names the first listings of the notice's params and counts the others; one that is gone is left out. */
export async function priceNewsCard(
  scope: Scope,
  { speech, params }: { readonly speech: Speech; readonly params: OutgoingMessage['params'] },
): Promise<Card> {
  const { more = 0, ...listings } = params;
  const news = Object.entries(listings);
  const lines: string[] = [];
  for (const [listingId, told] of news.slice(0, SHOWN)) {
    const row = await findKnown(scope, listingId);
    lines.push(...(row ? [newsLine(speech, row, String(told))] : []));
  }
  const rest = Math.max(0, news.length - SHOWN) + Number(more);
  return {
    text: [
      `${speech.t('messaging-notice-prices')}\n`,
      ...lines,
      ...(rest > 0 ? [speech.t('messaging-notice-prices-more', { count: rest })] : []),
    ].join('\n'),
    keyboard: [[button(speech.label('messaging-prices-btn'), 'prices')]],
  };
}

async function findKnown(scope: Scope, listingId: string): Promise<PriceRow | undefined> {
  try {
    return await findRow(scope, listingId);
  } catch (error) {
    if (isAppError(error)) {
      return undefined;
    }
    throw error;
  }
}

/** The sentence of each kind of news. */
const sentences: Readonly<Record<string, string>> = {
  floor: 'messaging-notice-price-floor',
  failed: 'messaging-notice-price-failed',
  outside: 'messaging-notice-price-outside',
};

/** `told` is what happened and how many tiyn it is about: `floor 390000`. */
function newsLine(speech: Speech, row: PriceRow, told: string): string {
  const [what = '', tiyn] = told.split(' ');
  const facts = { name: nameOf(row, speech.language, NAME_LENGTH), price: formatTenge(Number(tiyn)) };
  return speech.t(sentences[what] ?? 'messaging-notice-price-failed', facts);
}
