import type { Clock } from '#src/kernel/clock.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import {
  type CabinetStep,
  type CabinetStore,
  createStore,
  type Marketplace,
  type StoreDeps,
  startCabinetSignIn,
  submitCabinetCode,
} from '#src/stores/index.ts';
import type { KaspiSandbox } from '../integrations/kaspi-sandbox.ts';
import { aCompany, type TestCompany } from '../support/company.ts';

/** A company with its own client of Kaspi's stand-in. */
export interface TestShop extends TestCompany {
  readonly kaspi: KaspiSandbox;
  readonly deps: StoreDeps;
}

/** A fresh company that talks to the stand-in; `wrap` puts something between the two. */
export async function aShop(
  kaspi: KaspiSandbox,
  wrap: (marketplace: Marketplace) => Marketplace = (marketplace) => marketplace,
  clock?: Clock,
): Promise<TestShop> {
  const company = await aCompany(clock && { clock });
  const marketplace = wrap(kaspi.client());
  return { ...company, kaspi, deps: { inCompany: (work) => company.run(work), marketplace } };
}

/** The same marketplace with some of the cabinet's calls done otherwise. */
export function withOtherCabinet(
  marketplace: Marketplace,
  change: (cabinet: Marketplace['cabinet']) => Partial<Marketplace['cabinet']>,
): Marketplace {
  const { cabinet } = marketplace;
  const same: Marketplace['cabinet'] = {
    signIn: (...args) => cabinet.signIn(...args),
    submitCode: (...args) => cabinet.submitCode(...args),
    probe: (...args) => cabinet.probe(...args),
    merchants: (...args) => cabinet.merchants(...args),
    listListings: (...args) => cabinet.listListings(...args),
    listPoints: (...args) => cabinet.listPoints(...args),
    pushPrice: (...args) => cabinet.pushPrice(...args),
    pushPrices: (...args) => cabinet.pushPrices(...args),
  };
  return { ...marketplace, cabinet: { ...same, ...change(cabinet) } };
}

/** Kaspi as it treats a device it trusts: password in, no code asked. */
export function trustedDevice(kaspi: KaspiSandbox): (marketplace: Marketplace) => Marketplace {
  return (marketplace) =>
    withOtherCabinet(marketplace, (cabinet) => ({
      signIn: async (login, signal) => {
        await kaspi.control('PUT', '/faults', { trustedDevice: true });
        return cabinet.signIn(login, signal).finally(() => kaspi.control('PUT', '/faults', { trustedDevice: false }));
      },
    }));
}

/** A store whose cabinet is open; signed in as the given seller with the code from the mailbox. */
export async function aConnectedStore(shop: TestShop, seller = shop.kaspi.seller): Promise<string> {
  const { id } = await shop.run((scope) => createStore(scope, { name: 'Kaspi' }));
  return connect(shop, id, seller);
}

/** Signs a store in to the end; answers with the connected store's id. */
export async function connect(shop: TestShop, storeId: string, seller = shop.kaspi.seller): Promise<string> {
  const { email, password } = seller;
  const step = await startCabinetSignIn(shop.deps, { storeId, login: { email, password } });
  return connectedId(
    step.kind === 'code-needed'
      ? await submitCabinetCode(shop.deps, { storeId, code: await shop.kaspi.newestCode(email) })
      : step,
  );
}

/** The store that a sign-in ended in. */
export function connectedId(step: CabinetStep): string {
  if (step.kind !== 'connected') {
    throw new Error(`the sign-in ended in ${step.kind}`);
  }

  return step.store.id;
}

/** The machine's clock, moved ahead by `skip`. */
export function aMovableClock(): Clock & { skip(minutes: number): void } {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    skip: (minutes) => {
      aheadMs += minutes * 60_000;
    },
  };
}

/** Names of the events a company has announced, oldest first. */
export async function eventsOf(shop: TestCompany): Promise<string[]> {
  const rows = await shop.run(({ em }: Scope) =>
    em.execute<{ name: string }[]>('select name from outbox_events order by id'),
  );
  return rows.map(({ name }) => name);
}

/** Everything the stores table holds, as one text. */
export async function storedText(shop: TestCompany): Promise<string> {
  return JSON.stringify(await shop.run(({ em }: Scope) => em.execute('select * from stores')));
}

/** Work that reads the shelf's first page. */
export function readShelf(marketplace: Marketplace | StoreDeps['marketplace']) {
  return async (session: { cookies: string }, store: CabinetStore): Promise<number> => {
    for await (const page of marketplace.cabinet.listListings(session, { merchantUid: store.merchantUid })) {
      return page.length;
    }

    return 0;
  };
}
