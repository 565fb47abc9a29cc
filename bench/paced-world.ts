import { createEventBus } from '../sandbox/events.ts';
import { hostStandIns } from '../sandbox/host.ts';
import { createKaspiStandIn } from '../sandbox/kaspi/index.ts';
import { startForwardProxies } from '../sandbox/proxies/index.ts';

/** Kaspi's stand-in with all its limits, and eight forward proxies with addresses of their own, in one process. */
const events = createEventBus();
const kaspi = createKaspiStandIn({ emit: events.emit, pace: 'test' });
const [host, proxies] = await Promise.all([hostStandIns({ standIns: { kaspi }, events }), startForwardProxies(8)]);
const { technomart, aigulStore, cards } = kaspi.demo;
process.send?.({
  url: host.url,
  proxies: proxies.map(({ url }) => url),
  masterSkus: cards.map(({ masterSku }) => masterSku),
  sellers: [technomart, aigulStore].map(({ uid, email, password, products }) => {
    const [product] = products;
    return { uid, email, password, sku: product?.sku ?? '', model: product?.nameRu ?? '' };
  }),
});
process.once('disconnect', () => process.exit(0));
