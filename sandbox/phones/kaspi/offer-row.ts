import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { attempt } from '../core/ask.ts';
import { IconButton } from '../core/icons.ts';
import { money, useWords } from '../core/language.ts';
import type { Offer } from './kaspi.ts';
import { moveRival, removeRival } from './moves.ts';

const stepTenge = 100;
const cheapestTenge = 10;

/** One offer on a card with the limits of its handle. */
export interface OfferRowProps {
  readonly masterSku: string;
  readonly offer: Offer;
  readonly place: number;
  /** The offer of the shop that is looked at; other sellers of the sandbox are neither ours nor movable here. */
  readonly isOurs: boolean;
  readonly reach: { readonly min: number; readonly max: number };
}

/** One shop's offer; a rival's has a handle, two steps and a way off the card. */
export function OfferRow(props: OfferRowProps) {
  const { offer, place, isOurs } = props;
  const t = useWords();
  const [dragged, setDragged] = useState<number | undefined>(undefined);
  return html`<li class=${`offer ${isOurs ? 'is-ours' : ''}`} data-merchant=${offer.merchantId}>
    <span class="offer-place">${place}</span>
    <span class="offer-words">
      <b>${offer.merchantName}</b>
      <small>${isOurs ? t('kaspi.thisIsYou') : ratingWords(offer.rating, t('kaspi.newShop'))}</small>
    </span>
    <output class="offer-price">${money(dragged ?? offer.price)}</output>
    ${offer.isRival && html`<${Handles} ...${props} dragged=${dragged} onDrag=${setDragged} />`}
  </li>`;
}

type HandlesProps = OfferRowProps & {
  readonly dragged: number | undefined;
  readonly onDrag: (price: number | undefined) => void;
};

function Handles({ masterSku, offer, reach, dragged, onDrag }: HandlesProps) {
  const t = useWords();
  const { merchantId, merchantName: name, price } = offer;
  const move = (to: number) => attempt(() => moveRival(masterSku, { merchantId, price: Math.max(cheapestTenge, to) }));
  const drop = async (event: Event) => {
    await move(priceAt(event));
    onDrag(undefined);
  };
  return html`<span class="offer-handles">
    <button type="button" class="step" aria-label=${t('kaspi.cheaper', { name })} onClick=${() => void move(price - stepTenge)}>−100</button>
    <input
      type="range"
      min=${Math.min(reach.min, price)}
      max=${Math.max(reach.max, price)}
      step="10"
      value=${dragged ?? price}
      aria-label=${t('kaspi.priceOf', { name })}
      aria-valuetext=${money(dragged ?? price)}
      onInput=${(event: Event) => onDrag(priceAt(event))}
      onChange=${(event: Event) => void drop(event)}
    />
    <button type="button" class="step" aria-label=${t('kaspi.dearer', { name })} onClick=${() => void move(price + stepTenge)}>+100</button>
    <${IconButton}
      name="close"
      label=${t('kaspi.removeRival', { name })}
      onPress=${() => void attempt(() => removeRival(masterSku, merchantId))}
    />
  </span>`;
}

function ratingWords(rating: number | null, newShop: string): string {
  return rating === null ? newShop : `★ ${rating.toFixed(1)}`;
}

function priceAt(event: Event): number {
  return Number((event.target as HTMLInputElement).value);
}
