import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { attempt } from '../core/ask.ts';
import { useScreenFocus } from '../core/focus.ts';
import { IconButton } from '../core/icons.ts';
import { money, useWords } from '../core/language.ts';
import { type Card, openCard, type Shelf } from './kaspi.ts';
import { addRival, emptyCard } from './moves.ts';
import { OfferRow } from './offer-row.ts';
import { titleOf } from './shelf-screen.ts';

const newShops = ['Sulpak Express', 'Qazaq Tech', 'Aray Shop', 'Dala Market', 'Tau Store', 'Nomad Home'];

/** A product's card: the offers as Kaspi ranks them; every rival's price can be moved. */
export function CardScreen({ card, view }: { readonly card: Card; readonly view: Shelf }) {
  const t = useWords();
  const listing = view.merchant.listings.find(({ masterSku }) => masterSku === card.masterSku);
  const back = useScreenFocus(`[data-card="${card.masterSku}"]`);
  const [reach] = useState(() => reachOf(card, listing?.price ?? 0));
  const latest = view.pushes.find(({ sku }) => sku === listing?.sku);
  return html`<div class="kaspi-list">
    <div class="card-head">
      <${IconButton} name="back" label=${t('chat.back')} onPress=${() => openCard.set('')} buttonRef=${back} />
      <img src=${card.image} alt="" width="72" height="72" />
      <div class="card-words">
        <b>${titleOf(card, listing)}</b>
        <p class="card-price">${money(listing?.price)}<small>${t('kaspi.ourPrice')}</small></p>
        ${latest?.state === 'queued' && html`<p class="pushing" role="status">${t('kaspi.pushing', { price: money(priceOf(latest)) })}</p>`}
      </div>
    </div>
    ${card.offers.length === 0 && html`<p class="empty">${t('kaspi.emptyCard')}</p>`}
    <ol class="offers" aria-label=${t('kaspi.offers')}>
      ${card.offers.map(
        (offer, index) =>
          html`<${OfferRow} key=${offer.merchantId} masterSku=${card.masterSku} offer=${offer} place=${index + 1} isOurs=${offer.merchantId === view.merchant.uid} reach=${reach} />`,
      )}
    </ol>
    <div class="card-actions">
      <button type="button" class="button" onClick=${() => void attempt(() => addCheapest(card, listing?.price ?? 10_000))}>
        ${t('kaspi.addRival')}
      </button>
      <button type="button" class="button" onClick=${() => void attempt(() => emptyCard(card.masterSku))}>
        ${t('kaspi.emptyTheCard')}
      </button>
    </div>
  </div>`;
}

/** The price a push asks for: its own, or that of its first city. */
export function priceOf({ price, cityPrices }: { price: number | null; cityPrices: Readonly<Record<string, number>> }) {
  return price ?? Object.values(cityPrices)[0];
}

/** Puts one more shop on the card, 100 tenge below the cheapest; the others keep their prices. */
async function addCheapest(card: Card, ourPrice: number): Promise<void> {
  const rivals = card.offers.filter(({ isRival }) => isRival);
  const cheapest = Math.min(ourPrice, ...rivals.map(({ price }) => price));
  const name = newShops.find((shop) => rivals.every(({ merchantName }) => merchantName !== shop)) ?? 'Shop';
  const merchantId = `New${rivals.length + 1}${Date.now() % 1000}`;
  await addRival(card.masterSku, { merchantId, merchantName: name, price: Math.max(100, cheapest - 100) });
}

/** From where to where a price can be dragged; fixed while the card is open so that handles don't jump. */
function reachOf({ offers }: Card, ourPrice: number): { min: number; max: number } {
  const prices = [ourPrice, ...offers.map(({ price }) => price)].filter((price) => price > 0);
  const low = Math.min(...prices) * 0.75;
  const high = Math.max(...prices) * 1.15;
  return { min: Math.max(10, Math.floor(low / 100) * 100), max: Math.ceil(high / 100) * 100 };
}
