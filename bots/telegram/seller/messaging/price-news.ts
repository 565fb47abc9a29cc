/** The day's notice about prices: which listings and stores want the seller, and why. */
import { formatTenge } from '#src/kernel/money.ts';
import type { OutgoingMessage } from '#src/messaging/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { listStores } from '#src/stores/index.ts';
import type { Speech } from '../../context.ts';
import { button } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';
import type { Card } from '../orders/order-card.ts';
import { findKnownRow } from '../pricing/find-row.ts';

const SHOWN = 8;
const NAME_LENGTH = 70;

/** Names the first listings and stores of the notice's params and counts the others; one that is gone is left out. */
export async function priceNewsCard(
  scope: Scope,
  { speech, params }: { readonly speech: Speech; readonly params: OutgoingMessage['params'] },
): Promise<Card> {
  const { more = 0, ...subjects } = params;
  const news = Object.entries(subjects);
  const lines: string[] = [];
  for (const [id, told] of news.slice(0, SHOWN)) {
    const [what = '', ...facts] = String(told).split(' ');
    const line =
      what === 'budget'
        ? await budgetLine(scope, speech, [id, ...facts])
        : await priceLine(scope, speech, [id, what, ...facts]);
    lines.push(...(line === undefined ? [] : [line]));
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

/** The sentence of each kind of news about a listing. */
const sentences: Readonly<Record<string, string>> = {
  floor: 'messaging-notice-price-floor',
  failed: 'messaging-notice-price-failed',
  outside: 'messaging-notice-price-outside',
};

/** What is told: the listing, what happened, and how many tiyn it is about or the rival's name. */
async function priceLine(
  scope: Scope,
  speech: Speech,
  [listingId = '', what = '', ...facts]: readonly string[],
): Promise<string | undefined> {
  const row = await findKnownRow(scope, listingId);
  if (!row) {
    return undefined;
  }

  const name = nameOf(row, speech.language, NAME_LENGTH);
  if (what === 'war') {
    return speech.t('messaging-notice-price-war', { name, rival: facts.join(' ') });
  }

  const price = formatTenge(Number(facts[0]));
  return speech.t(sentences[what] ?? 'messaging-notice-price-failed', { name, price });
}

/** What is told: the store, how many prices wait, how many changes may leave in 30 minutes, and until when they wait. */
async function budgetLine(
  scope: Scope,
  speech: Speech,
  [storeId, waiting, changes, until]: readonly string[],
): Promise<string | undefined> {
  const store = (await listStores(scope)).find(({ id }) => id === storeId);
  if (!store) {
    return undefined;
  }

  const facts = { store: store.name, changes: Number(changes) };
  return Number(until) > scope.now().getTime()
    ? speech.t('messaging-notice-budget', {
        ...facts,
        ...{ waiting: Number(waiting), until: speech.moment(new Date(Number(until))) },
      })
    : speech.t('messaging-notice-budget-over', facts);
}
