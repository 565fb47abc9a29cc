/** The list of products: six to a page, by text, active or archived. */
import { countProducts, listProducts, type ProductItem, type ProductPage } from '#src/catalog/index.ts';
import { formatTenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { html } from '#src/platform/telegram/html.ts';
import type { BotContext, Button } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import type { HomePart } from '../seller-deps.ts';
import { nameOf } from './product-words.ts';

/** What a member looks for; kept, so that the list is where it was left. */
export interface ListState {
  readonly search?: string;
  readonly status?: 'archived';
  /** Where each page begins, found while going through them; the first is empty. */
  readonly cursors?: readonly string[];
  /** The page that was shown last. */
  readonly page?: number;
}

/** In place of a page's number: the page that was shown last. */
export const SAME_PAGE = 'same';

const STATE = 'catalog.list';
const PAGE = 6;
const NAME_LENGTH = 60;

/** The products on the main menu. */
export const catalogHome: HomePart = {
  screen: 'products',
  labelId: 'catalog-home-btn',
  emptyLabelId: 'catalog-products-btn',
  can: 'catalog.read',
  place: 10,
  summarize: async (scope) => ({ count: await countProducts(scope) }),
};

/** One page of what the member looks for. */
export const productsScreen = screen(
  'products',
  async (ctx, [wanted]) => {
    const { state, page, found } = await ctx.inCompany((scope) => readPage(ctx, scope, wanted));
    return { text: textOf(ctx, state, { page, found }), keyboard: keyboardOf(ctx, state, { page, found }) };
  },
  { can: 'catalog.read' },
);

/** What the member looks for at present. */
export async function findListState(ctx: BotContext, scope: Scope): Promise<ListState> {
  return ((await ctx.drafts.find(scope, STATE)) as ListState | undefined) ?? {};
}

/** Looks for something else from now on. */
export async function saveListState(ctx: BotContext, scope: Scope, state: ListState): Promise<void> {
  await ctx.drafts.save(scope, STATE, { ...state });
}

/** A page with its number, from 0. */
interface Turned {
  readonly page: number;
  readonly found: ProductPage;
}

async function readPage(ctx: BotContext, scope: Scope, asked: string | undefined) {
  const state = await findListState(ctx, scope);
  const cursors = state.cursors ?? [];
  const wanted = asked === SAME_PAGE ? (state.page ?? 0) : Number(asked ?? 0);
  const { page, found } = await lastFilled(scope, state, cursors[wanted] === undefined ? 0 : wanted);
  const known = ['', ...cursors.slice(1, page + 1), ...(found.nextCursor === undefined ? [] : [found.nextCursor])];
  await saveListState(ctx, scope, { ...state, cursors: known, page });
  return { state, page, found };
}

/** The page, or the nearest before it that still has products: what stood on it may have been archived meanwhile. */
async function lastFilled(scope: Scope, state: ListState, page: number): Promise<Turned> {
  const { search, status, cursors } = state;
  const cursor = page === 0 ? undefined : cursors?.[page];
  const found = await listProducts(scope, { search, status, cursor, limit: PAGE });
  return found.items.length === 0 && page > 0 ? lastFilled(scope, state, page - 1) : { page, found };
}

function textOf(ctx: BotContext, { search, status }: ListState, { page, found }: Turned): string {
  const { total } = found;
  const titleId = status === 'archived' ? 'catalog-list-archived' : 'catalog-list-title';
  const head = [
    ctx.t(titleId, { total }),
    ...(search === undefined ? [] : [ctx.t('catalog-list-search', { search })]),
    ...(total > PAGE ? [ctx.t('catalog-list-page', { page: page + 1, pages: Math.ceil(total / PAGE) })] : []),
  ];
  const lines = found.items.map((item, index) => lineOf(ctx, item, index + 1));
  const body = lines.length > 0 ? lines : [ctx.t(search === undefined ? 'catalog-list-empty' : 'catalog-list-nothing')];
  return [...head, '', ...body].join('\n');
}

function lineOf(ctx: BotContext, item: ProductItem, number: number): string {
  const price = item.listings.find(({ currentTiyn }) => currentTiyn !== null)?.currentTiyn ?? item.priceTiyn;
  const onSale = item.listings.some(({ state }) => state === 'on-sale');
  const mark = onSale || item.kind === 'service' ? '' : ` · ${ctx.t('catalog-not-on-sale')}`;
  return `${number}. ${html`${nameOf(item, ctx.language, NAME_LENGTH)}`} — <b>${formatTenge(price)}</b>${mark}`;
}

function keyboardOf(ctx: BotContext, { search, status }: ListState, { page, found }: Turned): Button[][] {
  const numbers = found.items.map(({ id }, index) => button(String(index + 1), 'product', id));
  const turns = [
    ...(page > 0 ? [button('◀', 'products', page - 1)] : []),
    ...(found.nextCursor === undefined ? [] : [button('▶', 'products', page + 1)]),
  ];
  const searchButton =
    search === undefined
      ? button(ctx.label('catalog-search-btn'), 'product-search')
      : button(ctx.label('catalog-search-clear-btn'), 'products-reset');
  const shelf =
    status === 'archived'
      ? button(ctx.label('catalog-active-btn'), 'products-shelf', 'active')
      : button(ctx.label('catalog-archive-btn'), 'products-shelf', 'archived');
  const add = ctx.visitor.can('catalog.edit') ? [[button(ctx.label('catalog-add-btn'), 'product-add')]] : [];
  return [numbers, turns, [searchButton, shelf], ...add].filter((row) => row.length > 0);
}
