import { almaty, astana, type Card, type DemoMerchant, type Listing, type Merchant, type Point } from './world.ts';

const points: readonly Point[] = [
  { name: 'PP1', city: almaty, street: 'улица Сатпаева, 90' },
  { name: 'PP2', city: astana, street: 'улица Сыганак, 16' },
];

/** Opens the seeded merchants: every product is on sale from both points. */
export function openMerchants(seeds: readonly DemoMerchant[]): Map<string, Merchant> {
  return new Map(seeds.map((seed) => [seed.uid, openMerchant(seed)]));
}

/** Opens a merchant with its products on sale at its usual price, not yet changed by anyone. */
export function openMerchant(seed: DemoMerchant): Merchant {
  const { uid, name, apiToken, email, password, phone } = seed;
  const listings = seed.products.map((product): [string, Listing] => [
    product.sku,
    {
      sku: product.sku,
      masterSku: product.masterSku,
      model: product.nameRu,
      brand: product.brand,
      category: product.category,
      price: product.priceTenge,
      cityPrices: {},
      availabilities: points.map((point, index) => ({
        storeId: storeIdOf(uid, point),
        available: 'yes',
        preOrder: 0,
        stockCount: 5 + ((Number(product.masterSku) + index) % 20),
      })),
      updatedAt: '2026-10-01T06:00:00.000Z',
    },
  ]);
  const account = { uid, name, apiToken, email, password, phone };
  return { ...account, rating: 4.8, reviews: 137, points, listings: new Map(listings) };
}

/** The merchants that one sign-in may act for: those with the same e-mail and password. */
export function accountOf(merchants: ReadonlyMap<string, Merchant>, { email, password }: Merchant): Merchant[] {
  return [...merchants.values()].filter((one) => one.email === email && one.password === password);
}

/** Puts cards of the storefront on a new merchant's shelf, at the middle of the rivals' prices. */
export function productsFromCards(uid: string, cards: readonly Card[]): DemoMerchant['products'] {
  return cards.map((card, index) => {
    const prices = card.rivals.map(({ price }) => price).sort((one, other) => one - other);
    const price = prices[Math.floor(prices.length / 2)] ?? 9_990;
    const [nameRu, nameKk, nameEn] = card.title;
    const { masterSku, brand, category } = card;
    return {
      sku: `${uid.slice(0, 2).toUpperCase()}-${index + 1}`,
      masterSku,
      nameRu,
      nameKk,
      nameEn,
      brand,
      category,
      priceTenge: price,
      costTenge: Math.round(price * 0.7),
      image: `/img/${masterSku}.png`,
    };
  });
}

/** The point's id in JSON endpoints: `<merchant>_PP1` (contract §2). */
export function storeIdOf(uid: string, point: Point): string {
  return `${uid}_${point.name}`;
}
