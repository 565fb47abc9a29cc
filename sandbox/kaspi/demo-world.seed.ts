import { electronics } from './electronics.seed.ts';
import { everyday } from './everyday.seed.ts';
import { homeGoods } from './home.seed.ts';
import { lifestyle } from './lifestyle.seed.ts';
import { modelNames } from './model-words.seed.ts';
import { buyers, rivalShops } from './names.seed.ts';
import type { ProductLine, Words } from './product-line.ts';
import { createRandom, type Random } from './random.ts';
import { astana, type Card, type DemoMerchant, type DemoProduct, type DemoWorld, type RivalOffer } from './world.ts';

const deliveries = ['EXPRESS', 'TODAY', 'TOMORROW', 'TOMORROW', 'TILL_2_DAYS', 'TILL_3_DAYS', 'TILL_5_DAYS'];
const firstCard = 104_990_001;
const technomartSize = 200;
const shopNames: readonly string[] = rivalShops;

/** Builds the demo world; the same seed builds the same world. Prices are whole tenge. */
export function createDemoWorld(seed = 20_261_001): DemoWorld {
  const random = createRandom(seed);
  const goods = [...electronics, ...homeGoods, ...lifestyle, ...everyday].flatMap(expand);
  const cards = goods.map((item, index) => cardOf(item, index, random));
  const products = goods.map((item, index) => productOf(item, index, random));
  const isAigul = (_: DemoProduct, index: number) => index % 9 === 4;

  return {
    technomart: {
      ...account('technomart', 'TechnoMart', random),
      products: products
        .filter((product, index) => !isAigul(product, index))
        .slice(0, technomartSize)
        .map((product, index) => ({ ...product, sku: `TM-${1001 + index}` })),
    },
    aigulStore: {
      ...account('aigul-store', 'Aigul Store', random),
      products: products.filter(isAigul).map((product, index) => ({ ...product, sku: `AS-${101 + index}` })),
    },
    owner: { telegramUserId: 700_100_200, phone: '+77011002030', firstName: 'Ерлан' },
    customers: buyers.map(([firstName, lastName], index) => ({
      firstName,
      lastName,
      phone: `+7${random.pick(['701', '702', '705', '707', '747', '771', '775', '777'])}5550${100 + index}`,
    })),
    cards,
  };
}

interface Good {
  readonly line: ProductLine;
  readonly title: Words;
  readonly model: string;
  readonly price: number;
}

function expand(line: ProductLine): Good[] {
  return line.models.flatMap(([model, price]) => {
    const [ru, kk, en] = modelNames(model);
    return line.variants.map(
      (variant, index): Good => ({
        line,
        model: `${line.brand} ${en} ${variant[2]}`,
        price: price + index * Math.round(price / 2_000) * 100,
        title: [
          `${line.kind[0]} ${line.brand} ${ru} ${variant[0]}`,
          `${line.kind[1]} ${line.brand} ${kk} ${variant[1]}`,
          `${line.kind[2]} ${line.brand} ${en} ${variant[2]}`,
        ],
      }),
    );
  });
}

function cardOf(good: Good, index: number, random: Random): Card {
  const masterSku = masterSkuOf(index);
  const slug = good.model
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const shops = random.sample(rivalShops, random.between(3, 12));
  return {
    masterSku,
    title: good.title,
    brand: good.line.brand,
    category: good.line.category,
    path: `/p/${slug}-${masterSku}/`,
    rivals: shops.map((shop) => rivalOf(shop, good.price, random)),
  };
}

function rivalOf(shop: string, ourPrice: number, random: Random): RivalOffer {
  const price = Math.round(ourPrice * (0.94 + random.next() * 0.21));
  const isNew = random.next() < 0.08;
  return {
    merchantId: `Rival${shopNames.indexOf(shop) + 1}`,
    merchantName: shop,
    merchantSku: `R-${random.between(10_000, 99_999)}`,
    price,
    cityPrices: random.next() < 0.5 ? { [astana]: price + random.between(-3, 6) * 100 } : {},
    rating: isNew ? null : random.between(38, 50) / 10,
    reviews: isNew ? 0 : random.between(4, 900),
    deliveryDuration: random.pick(deliveries),
    kaspiDelivery: random.next() < 0.8,
    preorder: random.next() < 0.07 ? random.between(2, 10) : 0,
    purchases: random.between(0, 240),
  };
}

function productOf(good: Good, index: number, random: Random): DemoProduct {
  const masterSku = masterSkuOf(index);
  return {
    sku: masterSku,
    masterSku,
    nameRu: good.title[0],
    nameKk: good.title[1],
    nameEn: good.title[2],
    brand: good.line.brand,
    category: good.line.category,
    priceTenge: good.price,
    costTenge: Math.round((good.price * random.between(55, 80)) / 1_000) * 10,
    image: `/img/${masterSku}.png`,
  };
}

function masterSkuOf(index: number): string {
  return String(firstCard + index * 137);
}

function account(uid: string, name: string, random: Random): Omit<DemoMerchant, 'products'> {
  const bytes = Buffer.from(Array.from({ length: 32 }, () => random.between(0, 255)));
  return {
    uid,
    name,
    apiToken: bytes.toString('base64'),
    email: `${uid}@demo.sauda.kz`,
    password: `${name.replaceAll(' ', '')}-2026`,
    phone: uid === 'technomart' ? '+77011002030' : '+77021003040',
  };
}
