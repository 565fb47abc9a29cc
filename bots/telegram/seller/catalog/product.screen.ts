/** One product: picture, prices, place among the rivals, and what can be done about them. */
import { type ProductCard, productCard } from '#src/catalog/index.ts';
import { formatTenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { html } from '#src/platform/telegram/html.ts';
import type { BotContext, Button } from '../../context.ts';
import { button, type Screen, screen } from '../../feature.ts';
import type { DescribeListing, ListingPart, SellerDeps } from '../seller-deps.ts';
import { photoOf } from './product-photo.ts';
import { nameOf } from './product-words.ts';
import { SAME_PAGE } from './products.screen.ts';

/** A listing of the card. */
type CardListing = ProductCard['listings'][number];

/** Telegram's limit for the text under a picture; a longer card goes without one. */
const MAX_CAPTION = 1024;
const NAME_LENGTH = 200;

/** The card; with several stores its second argument says which one's prices are shown. */
export function productScreen(deps: SellerDeps, describe: readonly DescribeListing[]): Screen {
  return screen(
    'product',
    async (ctx, [productId, position]) => {
      const wanted = { describe, productId: String(productId), position: Number(position ?? 0) };
      const { card, listing, told } = await ctx.inCompany((scope) => readCard(scope, ctx, wanted));
      const text = [...textOf(ctx, card, listing), ...told.flatMap(({ lines }) => lines)].join('\n');
      const photo = text.length > MAX_CAPTION ? undefined : await photoOf(deps.media, card.imageUrl);
      return {
        text,
        keyboard: [...told.flatMap(({ keyboard }) => keyboard), ...keyboardOf(ctx, card, listing)],
        back: ['products', SAME_PAGE],
        ...(photo && { photo }),
      };
    },
    { can: 'catalog.read' },
  );
}

interface Wanted {
  readonly describe: readonly DescribeListing[];
  readonly productId: string;
  readonly position: number;
}

/** The card, the listing that is shown of it, and what other features tell about that one. */
async function readCard(scope: Scope, ctx: BotContext, { describe, productId, position }: Wanted) {
  const card = await productCard(scope, productId);
  const listing = card.listings[position] ?? card.listings[0];
  const told: ListingPart[] = [];
  for (const tell of listing ? describe : []) {
    const part = await tell(scope, ctx, { listingId: listing?.id ?? '', productId: card.id });
    told.push(...(part ? [part] : []));
  }
  return { card, listing, told };
}

function textOf(ctx: BotContext, card: ProductCard, listing: CardListing | undefined): string[] {
  const brand = card.brand === null ? '' : ` · ${html`${card.brand}`}`;
  return [
    ctx.t('catalog-card-title', { name: nameOf(card, ctx.language, NAME_LENGTH) }),
    html`${card.sku}`.text + brand,
    '',
    ...(listing ? listingLines(ctx, listing) : unlistedLines(ctx, card)),
    ...(card.costTiyn === null ? [] : [ctx.t('catalog-card-cost', { cost: formatTenge(card.costTiyn) })]),
    ...(card.status === 'archived' ? [ctx.t('catalog-card-archived')] : []),
  ];
}

function unlistedLines(ctx: BotContext, { kind, priceTiyn, sku }: ProductCard): string[] {
  const price = ctx.t('catalog-card-price', { price: formatTenge(priceTiyn) });
  return kind === 'goods' ? [price, ctx.t('catalog-card-no-card', { sku })] : [price];
}

function listingLines(ctx: BotContext, listing: CardListing): string[] {
  const price = listing.prices.find(({ cityId }) => cityId === null) ?? listing.prices[0];
  const state = listing.state === 'on-sale' ? [] : [ctx.t(`catalog-card-${listing.state}`, { sku: listing.sku })];
  return price ? [priceLine(ctx, price), ...rivalLines(ctx, price), ...state] : state;
}

type CardPrice = CardListing['prices'][number];

function priceLine(ctx: BotContext, price: CardPrice): string {
  const parts = [
    ctx.t('catalog-card-price', { price: formatTenge(price.currentTiyn) }),
    ...(price.pendingTiyn === null ? [] : [ctx.t('catalog-card-pending', { price: formatTenge(price.pendingTiyn) })]),
    ...(price.minTiyn === null ? [] : [ctx.t('catalog-card-min', { price: formatTenge(price.minTiyn) })]),
    ...(price.maxTiyn === null ? [] : [ctx.t('catalog-card-max', { price: formatTenge(price.maxTiyn) })]),
  ];
  return parts.join(' · ');
}

function rivalLines(ctx: BotContext, { rank, offersCount, leaderTiyn, leaderName }: CardPrice): string[] {
  const place =
    rank === null || offersCount === null ? [] : [ctx.t('catalog-card-rank', { rank, offers: offersCount })];
  const leader =
    leaderTiyn === null || leaderName === null || rank === 1
      ? []
      : [ctx.t('catalog-card-leader', { price: formatTenge(leaderTiyn), name: leaderName })];
  const parts = [...place, ...leader];
  return parts.length > 0 ? [parts.join(' · ')] : [];
}

function keyboardOf(ctx: BotContext, card: ProductCard, listing: CardListing | undefined): Button[][] {
  const [shelfId, shelfAction] =
    card.status === 'archived'
      ? (['catalog-unarchive-btn', 'product-unarchive'] as const)
      : (['catalog-archive-it-btn', 'product-archive'] as const);
  const shelf = ctx.visitor.can('catalog.edit') ? [[button(ctx.label(shelfId), shelfAction, card.id)]] : [];
  return [...storeButtons(card, listing), ...shelf];
}

function storeButtons(card: ProductCard, shown: CardListing | undefined): Button[][] {
  if (card.listings.length < 2) {
    return [];
  }

  return card.listings.map((listing, index) => [
    button(`${listing.id === shown?.id ? '✅' : '🏪'} ${listing.storeName}`.slice(0, 40), 'product', card.id, index),
  ]);
}
