/** The stores of the company and what is connected in each. */
import { findLastImport, type ImportView } from '#src/catalog/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { findStore, listStores, type StoreView } from '#src/stores/index.ts';
import type { BotContext, Button, ScreenView } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import type { HomePart, HomeSummary } from '../seller-deps.ts';

/** The list; a single store is shown at once. */
export const storesScreen = screen(
  'stores',
  async (ctx) => {
    const stores = await ctx.inCompany((scope) => listStores(scope));
    const [only] = stores;
    if (!only) {
      return { text: ctx.t('stores-none'), keyboard: addButtons(ctx, 'stores-connect-btn') };
    }

    const another = addButtons(ctx, 'stores-connect-another-btn');
    if (stores.length === 1) {
      const view = await storeView(ctx, only.id);
      return { ...view, keyboard: [...(view.keyboard ?? []), ...another] };
    }

    return {
      text: ctx.t('stores-list', { count: stores.length }),
      keyboard: [...stores.map(({ id, name }) => [button(`🏪 ${name}`.slice(0, 40), 'store', id)]), ...another],
    };
  },
  { can: 'stores.read' },
);

function addButtons(ctx: BotContext, labelId: string): Button[][] {
  return ctx.visitor.can('stores.connect') ? [[button(ctx.label(labelId), 'connect-kaspi')]] : [];
}

/** One store. */
export const storeScreen = screen('store', (ctx, [storeId]) => storeView(ctx, String(storeId)), { can: 'stores.read' });

/** Asks before a store is disconnected. */
export const disconnectScreen = screen(
  'store-leave',
  async (ctx, [storeId]) => {
    const store = await ctx.inCompany((scope) => findStore(scope, String(storeId)));
    return {
      text: ctx.t('stores-disconnect-question', { name: store.name }),
      keyboard: [[button(ctx.label('stores-disconnect-yes-btn'), 'store-disconnect', store.id)]],
      back: ['store', store.id],
    };
  },
  { can: 'stores.connect' },
);

/** What the main menu tells of stores: what is not connected, and what Kaspi does not take any more. */
export const storesHome: HomePart = {
  screen: 'stores',
  labelId: 'stores-home-btn',
  can: 'stores.read',
  place: 70,
  summarize: async (scope, ctx) => summarize(await listStores(scope), ctx),
};

function summarize(stores: readonly StoreView[], ctx: BotContext): HomeSummary {
  if (stores.every(({ token, cabinet }) => token === 'missing' && cabinet === 'missing')) {
    return { lines: [ctx.t('stores-home-none')], next: addButtons(ctx, 'stores-connect-btn') };
  }

  return {
    attention: stores.flatMap((store) => [
      ...(store.token === 'rejected' ? [ctx.t('stores-home-token-rejected', { name: store.name })] : []),
      ...(store.cabinet === 'needs-reauth' ? [ctx.t('stores-home-needs-reauth', { name: store.name })] : []),
      ...(store.cabinet === 'code-needed' ? [ctx.t('stores-home-code-needed', { name: store.name })] : []),
    ]),
  };
}

async function storeView(ctx: BotContext, storeId: string): Promise<ScreenView> {
  const { store, lastImport } = await ctx.inCompany((scope) => readStore(scope, storeId, ctx));
  const lines = [
    ctx.t('stores-title', { name: store.name }),
    '',
    ctx.t(`stores-token-${store.token}`),
    ctx.t(`stores-cabinet-${store.cabinet}`),
    ...(store.loginHint === null ? [] : [ctx.t('stores-login-hint', { login: store.loginHint })]),
    ...(store.points.length === 0 ? [] : [ctx.t('stores-points', { count: store.points.length })]),
    ...(lastImport ? ['', importLine(ctx, lastImport)] : []),
  ];
  return { text: lines.join('\n'), keyboard: keyboardOf(ctx, store) };
}

async function readStore(scope: Scope, storeId: string, ctx: BotContext) {
  const store = await findStore(scope, storeId);
  return { store, lastImport: ctx.visitor.can('catalog.read') ? await findLastImport(scope, storeId) : undefined };
}

function importLine(ctx: BotContext, view: ImportView): string {
  const at = view.finishedAt ? ctx.moment(view.finishedAt) : '';
  return ctx.t(`stores-import-${view.state}`, { at, received: view.received, total: view.total ?? 0 });
}

function keyboardOf(ctx: BotContext, store: StoreView): Button[][] {
  if (!ctx.visitor.can('stores.connect')) {
    return [];
  }

  const tokenId = store.token === 'connected' ? 'stores-token-new-btn' : 'stores-token-btn';
  return [
    ...(store.cabinet === 'connected' ? [[button(ctx.label('catalog-import-btn'), 'import', store.id)]] : []),
    ...cabinetButtons(ctx, store),
    [button(ctx.label(tokenId), 'connect-kaspi', store.id, 'token')],
    [button(ctx.label('stores-disconnect-btn'), 'store-leave', store.id)],
  ];
}

function cabinetButtons(ctx: BotContext, { id, cabinet }: StoreView): Button[][] {
  const again = button(ctx.label('stores-cabinet-again-btn'), 'connect-kaspi', id, 'cabinet');
  switch (cabinet) {
    case 'code-needed':
      return [[button(ctx.label('stores-code-btn'), 'connect-kaspi', id, 'code')], [again]];
    case 'merchant-needed':
      return [[button(ctx.label('stores-merchant-btn'), 'connect-kaspi', id, 'merchant')], [again]];
    case 'missing':
      return [[button(ctx.label('stores-cabinet-btn'), 'connect-kaspi', id, 'cabinet')]];
    default:
      return [[again]];
  }
}
