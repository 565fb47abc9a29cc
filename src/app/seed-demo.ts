import { setTimeout as wait } from 'node:timers/promises';
import { chooseLanguage, resolveVisitor, sharePhone } from '../access/index.ts';
import { editProduct, findImport, listProducts, type ProductItem, startImport } from '../catalog/index.ts';
import { createCompany } from '../companies/index.ts';
import { tenge } from '../kernel/money.ts';
import { systemActor } from '../kernel/scope.ts';
import type { Database } from '../platform/db/database.ts';
import { Installation } from '../platform/db/installation.entity.ts';
import type { BoundInCompany } from '../platform/db/scope.ts';
import { enableRule, setBounds, setPricingRule } from '../pricing/index.ts';
import { connectShopToken, type Marketplace, startCabinetSignIn, submitCabinetCode } from '../stores/index.ts';
import type { DemoProduct, DemoWorld } from './world.ts';

/** What the demo is made with: the same doors that sellers use. */
export interface SeedDeps {
  readonly database: Database;
  readonly marketplace: Marketplace;
}

const IMPORT_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** Listings whose prices move by themselves; few, so that the newcomer's own shop gets the demo's request budget. */
const REPRICED_LISTINGS = 6;
const PAGE = 100;

/** Makes the demo company once: its owner, its Kaspi store, 200 imported products, and a rule that is on. */
export async function seedDemo(deps: SeedDeps, demo: DemoWorld): Promise<void> {
  if (await isSeeded(deps.database)) {
    return;
  }

  const companyId = await makeCompany(deps.database, demo);
  const inCompany: BoundInCompany = (work) => deps.database.inCompany(companyId, systemActor('demo.seed'), work);
  const storeId = await connectStore({ inCompany, marketplace: deps.marketplace }, demo);
  await importShelf(inCompany, storeId);
  const products = await describeProducts(inCompany, demo.shop.products);
  await startRule(inCompany, { storeId, products, known: demo.shop.products });
  await deps.database.inSystem('mark the demo as made', async ({ em, now }) => {
    await em.nativeUpdate(Installation, { key: 'main' }, { seededAt: now() });
  });
}

async function isSeeded(database: Database): Promise<boolean> {
  const installation = await database.inSystem('look whether the demo is made', ({ em }) =>
    em.findOneOrFail(Installation, { key: 'main' }),
  );
  return installation.seededAt !== null && installation.seededAt !== undefined;
}

async function makeCompany(database: Database, { owner, shop }: DemoWorld): Promise<string> {
  const user = { id: owner.telegramUserId, firstName: owner.firstName, languageCode: 'ru' };
  const { companyId: begun } = await resolveVisitor(database)(user);
  if (begun !== undefined) {
    return begun; // An earlier start was broken off here.
  }

  await chooseLanguage(database, { user, language: 'ru' });
  const person = await sharePhone(database, { user, contact: { userId: user.id, phone: owner.phone } });
  const { companyId } = await createCompany(database, {
    name: shop.name,
    language: 'ru',
    owner: person,
    isDemo: true,
  });
  return companyId;
}

async function connectStore(
  deps: { inCompany: BoundInCompany; marketplace: Marketplace },
  { shop, readCode }: DemoWorld,
): Promise<string> {
  const store = await connectShopToken(deps, { token: shop.apiToken, name: shop.name });
  const login = { email: shop.email, password: shop.password };
  const step = await startCabinetSignIn(deps, { storeId: store.id, login });
  if (step.kind === 'code-needed') {
    await submitCabinetCode(deps, { storeId: store.id, code: await readCode(shop.email) });
  }
  return store.id;
}

async function importShelf(inCompany: BoundInCompany, storeId: string): Promise<void> {
  const { id } = await inCompany((scope) => startImport(scope, { storeId }));
  const deadline = performance.now() + IMPORT_WITHIN_MS;
  for (;;) {
    const { state, failure } = await inCompany((scope) => findImport(scope, id));
    if (state === 'done') {
      return;
    }

    if (state === 'failed' || performance.now() > deadline) {
      throw new Error(`The demo's products were not imported: ${failure ?? 'it took too long'}`);
    }
    await wait(LOOK_EVERY_MS);
  }
}

async function describeProducts(
  inCompany: BoundInCompany,
  known: readonly DemoProduct[],
): Promise<readonly ProductItem[]> {
  const bySku = new Map(known.map((product) => [product.sku, product]));
  const all: ProductItem[] = [];
  let cursor: string | undefined;
  do {
    cursor = await inCompany(async (scope) => {
      const page = await listProducts(scope, { cursor, limit: PAGE });
      for (const { id, sku } of page.items) {
        const names = bySku.get(sku);
        if (names) {
          const { nameKk, nameEn, costTenge } = names;
          await editProduct(scope, { productId: id, nameKk, nameEn, costTiyn: tenge(costTenge) });
        }
      }
      all.push(...page.items);
      return page.nextCursor;
    });
  } while (cursor !== undefined);
  return all;
}

interface RuleStart {
  readonly storeId: string;
  readonly products: readonly ProductItem[];
  readonly known: readonly DemoProduct[];
}

/** The first products get bounds around today's price; the store's rule then moves only those. */
async function startRule(inCompany: BoundInCompany, { storeId, products, known }: RuleStart): Promise<void> {
  const bySku = new Map(known.map((product) => [product.sku, product]));
  const repriced = products
    .filter((product) => product.listings.length > 0 && bySku.has(product.sku))
    .sort((one, other) => (one.sku < other.sku ? -1 : 1))
    .slice(0, REPRICED_LISTINGS);
  await inCompany(async (scope) => {
    await setPricingRule(scope, { storeId, strategy: 'always_first', workFromMinute: 0, workToMinute: 0 });
    for (const { sku, listings } of repriced) {
      const { priceTenge = 0 } = bySku.get(sku) ?? {};
      await setBounds(scope, {
        listingId: listings[0]?.id ?? '',
        minTiyn: tenge(Math.floor(priceTenge * 0.92)),
        maxTiyn: tenge(Math.ceil(priceTenge * 1.12)),
      });
    }
    await enableRule(scope, { storeId });
  });
}
