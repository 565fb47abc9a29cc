import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { StandIn, StandInOptions } from '../stand-in.ts';
import { mountCabinetOffers } from './cabinet-offers.ts';
import { mountControl } from './control.ts';
import { mountCardControl } from './control-cards.ts';
import { createDemoWorld } from './demo-world.seed.ts';
import { mountFeed, scheduleFeeds } from './feed.ts';
import { mountGraphql } from './graphql.ts';
import { createKaspi } from './kaspi.ts';
import { mountOAuth } from './oauth.ts';
import { resumeWaybills } from './order-change.ts';
import { mountPages } from './pages.ts';
import { resumePushes } from './price-push.ts';
import { mountPricefeed } from './pricefeed.ts';
import { mountShopApi } from './shop-api.ts';
import { mountShopLookups } from './shop-lookups.ts';
import { mountSignIn } from './sign-in.ts';
import { mountStorefront } from './storefront.ts';
import type { DemoWorld } from './world.ts';

export { createDemoWorld } from './demo-world.seed.ts';
export type { DemoCustomer, DemoMerchant, DemoProduct, DemoWorld } from './world.ts';

/** How the stand-in for Kaspi starts; the demo world by default. */
export interface KaspiStandInOptions extends StandInOptions {
  readonly world?: DemoWorld;
  /** Where it is remembered what happened, for the next start; nothing is by default. */
  readonly keepFile?: string | undefined;
}

/** The stand-in for kaspi.kz, the merchant cabinet and its sign-in, with the world it was seeded with. */
export interface KaspiStandIn extends StandIn {
  readonly demo: DemoWorld;
}

/** Creates the stand-in; its routes live under /kaspi and its control API under /_control/kaspi. */
export function createKaspiStandIn(options: KaspiStandInOptions): KaspiStandIn {
  const kaspi = createKaspi({ ...options, world: options.world ?? createDemoWorld() });
  const service = new Router();
  for (const mount of [mountShopApi, mountShopLookups, mountSignIn, mountOAuth, mountCabinetOffers]) {
    mount(service, kaspi);
  }
  for (const mount of [mountPricefeed, mountFeed, mountGraphql, mountStorefront, mountPages]) {
    mount(service, kaspi);
  }
  const control = new Router();
  mountControl(control, kaspi);
  mountCardControl(control, kaspi);
  scheduleFeeds(kaspi);
  resumePushes(kaspi);
  resumeWaybills(kaspi);

  return {
    routes: service.routes() as Middleware,
    control: control.routes() as Middleware,
    demo: kaspi.demo,
    stop: async () => kaspi.stop(),
  };
}
