import { accessRoutes } from './access/sign-in.routes.ts';
import { catalogRoutes } from './catalog/product.routes.ts';
import type { Action } from './companies/index.ts';
import type { Actor } from './kernel/scope.ts';
import { messagingRoutes } from './messaging/message.routes.ts';
import { orderRoutes } from './orders/order.routes.ts';
import type { InSystem } from './platform/db/scope.ts';
import type { Route } from './platform/http/route.ts';
import type { Words } from './platform/words/words.ts';
import { diagnosisRoutes } from './pricing/diagnosis/diagnosis.routes.ts';
import { heldRoutes } from './pricing/views/held.routes.ts';
import { pricingRoutes } from './pricing/views/price.routes.ts';
import type { Marketplace } from './stores/index.ts';
import { storeRoutes } from './stores/store.routes.ts';

/** What the routes of the API work with. */
export interface ApiDeps {
  readonly inSystem: InSystem;
  readonly marketplace: Pick<Marketplace, 'shopApi'>;
  readonly words: Words;
}

/** Every route of the API. */
export function apiRoutes({ inSystem, marketplace, words }: ApiDeps): Route[] {
  return [
    ...accessRoutes({ inSystem }),
    ...storeRoutes,
    ...catalogRoutes,
    ...pricingRoutes(words),
    ...diagnosisRoutes(words),
    ...heldRoutes(words),
    ...orderRoutes({ marketplace }),
    ...messagingRoutes,
  ];
}

/** Whose news an event is, by the noun its name begins with. */
const audiences: Readonly<Record<string, Action>> = {
  company: 'companies.read',
  store: 'stores.read',
  product: 'catalog.read',
  catalog: 'catalog.read',
  price: 'pricing.read',
  feed: 'pricing.read',
  pricing: 'pricing.read',
  order: 'orders.read',
  message: 'messaging.read',
  whatsapp: 'messaging.read',
};

/** Tells whether an actor may hear that an event happened; an event of an unknown noun is nobody's. */
export function mayHear(actor: Actor, eventName: string): boolean {
  const action = audiences[eventName.split('.')[0] ?? ''];
  return action !== undefined && actor.can(action);
}
