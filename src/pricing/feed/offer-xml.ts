import XMLBuilder from 'fast-xml-builder';
import type { FeedOffer } from './compose-offer.ts';

const attribute = '@';
const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: attribute,
  suppressEmptyNode: true,
  // Else an sku called "true" would lose its value.
  suppressBooleanAttributes: false,
});

/** What a list says of itself. */
export interface ListHead {
  readonly companyName: string;
  readonly merchantUid: string;
  /** The day it was made on, ISO 8601. */
  readonly date: string;
}

/** The list up to its first offer (contracts/kaspi.md 2). */
export function listHead({ companyName, merchantUid, date }: ListHead): string {
  const opening = [
    `<kaspi_catalog date="${date}" xmlns="kaspiShopping"`,
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    'xsi:schemaLocation="kaspiShopping http://kaspi.kz/kaspishopping.xsd">',
  ].join(' ');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    opening,
    builder.build({ company: companyName }),
    builder.build({ merchantid: merchantUid }),
    '<offers>\n',
  ].join('\n');
}

/** The list after its last offer. */
export const LIST_TAIL = '</offers>\n</kaspi_catalog>\n';

/** One offer as a line of its own; the marketplace refuses the whole list for another order of elements. */
export function offerXml({ sku, model, brand, points, price, cityPrices }: FeedOffer): string {
  const xml = builder.build({
    offer: {
      [`${attribute}sku`]: sku,
      model,
      brand,
      availabilities: {
        availability: points.map(({ name, isAvailable, preOrderDays, stockCount }) => ({
          [`${attribute}available`]: isAvailable ? 'yes' : 'no',
          [`${attribute}storeId`]: name,
          ...(preOrderDays !== undefined && { [`${attribute}preOrder`]: String(preOrderDays) }),
          ...(stockCount !== undefined && { [`${attribute}stockCount`]: String(stockCount) }),
        })),
      },
      ...(price === undefined
        ? {
            cityprices: {
              cityprice: cityPrices.map((city) => ({
                [`${attribute}cityId`]: city.cityId,
                '#text': String(city.price),
              })),
            },
          }
        : { price: String(price) }),
    },
  });
  return `${xml}\n`;
}
