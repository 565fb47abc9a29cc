import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { Icon } from '../core/icons.ts';
import { money, pageLanguage, useWords } from '../core/language.ts';
import { type Card, type Listing, openCard, type Shelf } from './kaspi.ts';

const pageSize = 20;

/** The merchant's products with price and place, by pages, with a search. */
export function ShelfScreen({ view }: { readonly view: Shelf }) {
  const t = useWords();
  const [wanted, setWanted] = useState('');
  const [page, setPage] = useState(0);
  const found = view.merchant.listings.filter((listing) => fits(listing, wanted));
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const shown = found.slice(page * pageSize, (page + 1) * pageSize);
  const search = (event: InputEvent) => {
    setWanted((event.target as HTMLInputElement).value);
    setPage(0);
  };

  return html`
    <label class="kaspi-search">
      <${Icon} name="search" />
      <input type="search" value=${wanted} placeholder=${t('kaspi.search')} aria-label=${t('kaspi.search')} onInput=${search} />
    </label>
    <div class="kaspi-list">
      ${shown.length === 0 && html`<p class="empty">${t(wanted ? 'kaspi.nothingFound' : 'kaspi.noProducts')}</p>`}
      ${shown.length > 0 && html`<div role="list">${shown.map((listing) => html`<${Row} key=${listing.sku} listing=${listing} card=${view.cards.get(listing.masterSku)} uid=${view.merchant.uid} />`)}</div>`}
      ${
        pages > 1 &&
        html`<nav class="kaspi-pages" aria-label=${t('kaspi.pages')}>
          <button type="button" class="button" disabled=${page === 0} onClick=${() => setPage(page - 1)}>←</button>
          <span>${page + 1} / ${pages}</span>
          <button type="button" class="button" disabled=${page + 1 >= pages} onClick=${() => setPage(page + 1)}>→</button>
        </nav>`
      }
    </div>
  `;
}

function Row({
  listing,
  card,
  uid,
}: {
  readonly listing: Listing;
  readonly card: Card | undefined;
  readonly uid: string;
}) {
  const t = useWords();
  const offers = card?.offers ?? [];
  const place = offers.findIndex(({ merchantId }) => merchantId === uid) + 1;
  const rank = listing.isOnSale ? t('kaspi.place', { place, count: offers.length }) : t('kaspi.offSale');
  return html`<div role="listitem"><button type="button" class="kaspi-row" data-card=${listing.masterSku} onClick=${() => openCard.set(listing.masterSku)}>
    <img src=${card?.image} alt="" width="52" height="52" loading="lazy" />
    <span class="kaspi-row-words"><b>${titleOf(card, listing)}</b><small>${listing.sku}</small></span>
    <span class="kaspi-row-price"><b>${money(listing.price)}</b><small class=${place === 1 ? 'is-first' : ''}>${rank}</small></span>
  </button></div>`;
}

/** The product's name in the page's language. */
export function titleOf(card: Card | undefined, listing: Listing | undefined): string {
  return card?.title[pageLanguage.get()] ?? listing?.model ?? '';
}

function fits({ model, sku, masterSku }: Listing, wanted: string): boolean {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${model} ${sku} ${masterSku}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
