import type { MarketplaceOrderLine } from '../../stores/store.ports.ts';
import { listOf, looseNumber, looseObject, looseText, looseTiyn, readBase64 } from './loose-fields.ts';

/** Reads the lines of an order; a line that left its number out takes its place in the list. */
export function readEntries(resources: unknown): MarketplaceOrderLine[] {
  return listOf(resources).map((resource, index) => readEntry(EntryResource.parse(resource), index));
}

function readEntry(entry: Entry, index: number): MarketplaceOrderLine {
  const { attributes } = entry;
  const quantity = attributes.quantity ?? 1;
  const totalTiyn = attributes.totalPrice ?? Math.round((attributes.basePrice ?? 0) * quantity);
  const sku = attributes.offer.code;
  return {
    id: entry.id ?? String(index),
    number: attributes.entryNumber ?? index,
    sku,
    masterSku: readBase64(entry.relationships.product.data.id),
    name: attributes.offer.name ?? sku ?? '',
    quantity,
    unitPriceTiyn: attributes.basePrice ?? Math.round(totalTiyn / (quantity || 1)),
    totalTiyn,
    deliveryCostTiyn: attributes.deliveryCost,
    weightKg: attributes.weight,
    unitType: attributes.unitType,
    category: attributes.category.title,
  };
}

type Entry = ReturnType<typeof EntryResource.parse>;

const EntryResource = looseObject({
  id: looseText,
  attributes: looseObject({
    entryNumber: looseNumber,
    quantity: looseNumber,
    basePrice: looseTiyn,
    totalPrice: looseTiyn,
    deliveryCost: looseTiyn,
    weight: looseNumber,
    unitType: looseText,
    category: looseObject({ code: looseText, title: looseText }),
    offer: looseObject({ code: looseText, name: looseText }),
  }),
  relationships: looseObject({ product: looseObject({ data: looseObject({ id: looseText }) }) }),
});
