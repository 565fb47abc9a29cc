import { createEventBus } from '../../sandbox/events.ts';
import { hostStandIns } from '../../sandbox/host.ts';
import { createDemoWorld, createKaspiStandIn } from '../../sandbox/kaspi/index.ts';
import type { MarketShape } from './market.ts';

/** Kaspi alone, in a process of its own, with a market of the wanted size; prints its address and stops on SIGTERM. */
const { cards, rivals, spread = 1 } = JSON.parse(process.argv[2] ?? '{}') as MarketShape;
const world = {
  ...createDemoWorld(),
  cards: Array.from({ length: cards }, (_, index) => ({
    masterSku: String(200_000_000 + index),
    title: [`Товар ${index}`, `Тауар ${index}`, `Product ${index}`] as const,
    brand: 'Bench',
    category: 'Kettles',
    path: `/p/product-${200_000_000 + index}/`,
    rivals: Array.from({ length: rivals }, (_rival, place) => ({
      merchantId: `Rival${place}`,
      merchantName: `Rival ${place}`,
      merchantSku: `R-${place}`,
      price: 5_000 + ((index * 7_919) % spread) + place * 10,
      cityPrices: {},
      rating: 4.7,
      reviews: 50,
      deliveryDuration: 'TOMORROW',
      kaspiDelivery: true,
      preorder: 0,
      purchases: 10,
    })),
  })),
};
const events = createEventBus();
const kaspi = createKaspiStandIn({ emit: events.emit, pace: 'test', world });
const host = await hostStandIns({ standIns: { kaspi }, events });
process.once('SIGTERM', () => void host.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ url: host.url }));
