import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { Store } from './store.entity.ts';
import { storeErrors } from './store.errors.ts';
import { type StoreView, viewStore } from './view-store.ts';

const MAX_NAME = 120;

/** Opens an empty store that nothing is connected to yet. @throws store.nameEmpty, permission.forbidden */
export async function createStore(scope: Scope, input: { readonly name: string }): Promise<StoreView> {
  assertCan(scope, 'stores.connect');
  return viewStore(scope, newStore(scope, input.name));
}

/** The same without asking for the right to. @throws store.nameEmpty */
export function newStore(scope: Scope, name: string): Store {
  const bare = name.trim().replaceAll(/\s+/g, ' ').slice(0, MAX_NAME);
  if (bare === '') {
    throw storeErrors.nameEmpty();
  }

  return scope.em.create(Store, { kind: 'kaspi', name: bare, isActive: true, cityId: MAIN_CITY, points: [] });
}

/** Almaty, until the points of the merchant tell another city. */
const MAIN_CITY = '750000000';
