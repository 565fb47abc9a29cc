import { parseXml, type XmlElement } from './xml.ts';

/** An offer of a price list; prices in whole tenge. */
export interface FeedOffer {
  readonly sku: string;
  readonly model: string;
  readonly brand: string;
  readonly price: number | null;
  readonly cityPrices: Readonly<Record<string, number>>;
  readonly availabilities: ReadonlyArray<{
    readonly storeName: string;
    readonly available: 'yes' | 'no';
    readonly preOrder: number;
    readonly stockCount: number | null;
  }>;
}

const offerOrders = ['model brand availabilities price', 'model brand availabilities cityprices'];

/** Reads a price list by the order of contract §2; one bad offer rejects the whole list. @throws SyntaxError */
export function parseFeed(source: string, merchantUid: string): FeedOffer[] {
  const root = parseXml(source);
  demand(root.name === 'kaspi_catalog', 'the root must be kaspi_catalog');
  demand(namesOf(root) === 'company merchantid offers', 'expected company, merchantid, offers in this order');
  const [, merchant, offers] = root.children;
  demand(merchant?.text === merchantUid, `merchantid is not ${merchantUid}`);
  const parsed = (offers?.children ?? []).map(readOffer);
  demand(parsed.length > 0, 'the list has no offer');
  demand(new Set(parsed.map(({ sku }) => sku)).size === parsed.length, 'an sku is repeated');
  return parsed;
}

function readOffer(element: XmlElement): FeedOffer {
  const sku = element.attributes.sku ?? '';
  demand(element.name === 'offer' && sku !== '', 'offers may hold only offer with an sku');
  demand(offerOrders.includes(namesOf(element)), `offer ${sku}: expected model, brand, availabilities, price`);
  const [model, brand, availabilities, price] = element.children;
  demand(model?.text !== undefined && model.text !== '', `offer ${sku}: model is empty`);
  const isByCity = price?.name === 'cityprices';
  return {
    sku,
    model: model.text,
    brand: brand?.text ?? '',
    price: isByCity ? null : readPrice(sku, price?.text ?? ''),
    cityPrices: isByCity ? readCityPrices(sku, price) : {},
    availabilities: (availabilities?.children ?? []).map((child) => readAvailability(sku, child)),
  };
}

function readCityPrices(sku: string, element: XmlElement): Record<string, number> {
  demand(element.children.length > 0, `offer ${sku}: cityprices is empty`);
  return Object.fromEntries(
    element.children.map(({ name, attributes, text }) => {
      demand(name === 'cityprice' && attributes.cityId !== undefined, `offer ${sku}: cityprice needs a cityId`);
      return [attributes.cityId, readPrice(sku, text)];
    }),
  );
}

function readAvailability(sku: string, { name, attributes }: XmlElement): FeedOffer['availabilities'][number] {
  const { available, storeId = '', preOrder = '0', stockCount } = attributes;
  demand(name === 'availability' && /^PP\d+$/.test(storeId), `offer ${sku}: availability needs a storeId PP…`);
  demand(available === 'yes' || available === 'no', `offer ${sku}: available must be yes or no`);
  demand(/^\d+$/.test(preOrder) && Number(preOrder) <= 30, `offer ${sku}: preOrder must be 0–30`);
  demand(stockCount === undefined || /^\d+(\.0)?$/.test(stockCount), `offer ${sku}: stockCount must be a number`);
  return {
    storeName: storeId,
    available,
    preOrder: Number(preOrder),
    stockCount: stockCount === undefined ? null : Number(stockCount),
  };
}

function readPrice(sku: string, text: string): number {
  demand(/^\d+$/.test(text) && Number(text) > 0, `offer ${sku}: the price must be whole tenge`);
  return Number(text);
}

function namesOf(element: XmlElement): string {
  return element.children.map(({ name }) => name).join(' ');
}

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new SyntaxError(message);
  }
}
