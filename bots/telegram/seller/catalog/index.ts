import { archiveProduct, startImport, unarchiveProduct } from '#src/catalog/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import type { TapAction } from '../../feature.ts';
import { action, enterDialogue } from '../../feature.ts';
import type { DescribeListing, SellerDeps, SellerFeature } from '../seller-deps.ts';
import { addProductDialogue } from './add-product.dialogue.ts';
import { enqueueImportCard, type ImportCardJob, refreshImportCard } from './import-card.job.ts';
import { productScreen } from './product.screen.ts';
import { catalogHome, findListState, productsScreen, saveListState } from './products.screen.ts';
import { searchDialogue } from './search.dialogue.ts';

/** What the catalog's part of the bot is made of besides the doors of the house. */
export interface CatalogParts {
  readonly importCard: ImportCardJob;
  /** What other features add to a product's card. */
  readonly describe: readonly DescribeListing[];
}

/** Products: list, card, adding one, importing a store's shelf. */
export function catalogFeature(deps: SellerDeps, { importCard, describe }: CatalogParts): SellerFeature {
  const add = addProductDialogue(deps);
  return {
    name: 'catalog',
    home: catalogHome,
    screens: [productsScreen, productScreen(deps, describe)],
    actions: [
      action('product-add', (ctx) => enterDialogue(ctx, add, undefined), { can: 'catalog.edit' }),
      action('product-search', (ctx) => enterDialogue(ctx, searchDialogue, undefined), { can: 'catalog.read' }),
      ...listActions,
      shelfAction('product-archive', archiveProduct),
      shelfAction('product-unarchive', unarchiveProduct),
      ...importActions(deps, importCard),
    ],
    dialogues: [add, searchDialogue],
  };
}

const listActions: readonly TapAction[] = [
  action(
    'products-reset',
    async (ctx) => {
      await ctx.inCompany(async (scope) => {
        const { status } = await findListState(ctx, scope);
        await saveListState(ctx, scope, status ? { status } : {});
      });
      await ctx.menu.show('products', 0);
    },
    { can: 'catalog.read' },
  ),
  action(
    'products-shelf',
    async (ctx, [shelf]) => {
      await ctx.inCompany(async (scope) => {
        const { search } = await findListState(ctx, scope);
        await saveListState(ctx, scope, {
          ...(search !== undefined && { search }),
          ...(shelf === 'archived' && { status: 'archived' }),
        });
      });
      await ctx.menu.show('products', 0);
    },
    { can: 'catalog.read' },
  ),
];

function shelfAction(name: string, verb: (scope: Scope, input: { productId: string }) => Promise<void>): TapAction {
  return action(
    name,
    async (ctx, [productId]) => {
      await ctx.inCompany((scope) => verb(scope, { productId: String(productId) }));
      await ctx.menu.show('product', String(productId));
    },
    { can: 'catalog.edit' },
  );
}

function importActions(deps: SellerDeps, job: ImportCardJob): TapAction[] {
  return [
    action(
      'import',
      async (ctx, [storeId]) => {
        const { id } = await ctx.inCompany((scope) => startImport(scope, { storeId: String(storeId) }));
        await enqueueImportCard(ctx, { deps, job, importId: id });
      },
      { can: 'catalog.edit' },
    ),
    action('import-card', (ctx, [importId]) => refreshImportCard(ctx, { deps, job, importId: String(importId) }), {
      can: 'catalog.read',
    }),
  ];
}
