import type { Context } from 'koa';
import { originOf } from './answers.ts';
import type { Kaspi } from './kaspi.ts';
import { cities } from './names.seed.ts';
import { idOf, type Order, type OrderLine, totalOf } from './order.ts';

const dayMs = 86_400_000;

/** A city as the Shop API shows it. */
export function cityView(code: string): { id: string; code: string; name: string; active: boolean } {
  const name = cities.find(([known]) => known === code)?.[1][2] ?? 'Almaty';
  return { id: idOf(code), code, name, active: true };
}

/** The entry's id: Base64 of the order code and the entry's number. */
export function entryIdOf(order: Order, index: number): string {
  return idOf(`${order.code}##${index}`);
}

/** A buyer's id: the 10-digit phone in Base64 without padding (contract §1.2). */
export function customerIdOf(order: Order): string {
  return idOf(shortPhone(order)).replaceAll('=', '');
}

/** An order as JSON:API resource; the switched faults mask its phone or drop fields that are not sure. */
export function orderView(kaspi: Kaspi, order: Order, ctx: Context): Record<string, unknown> {
  const link = `/v2/orders/${order.id}`;
  const attributes = { ...orderAttributes(order, ctx), customer: customerView(kaspi, order) };
  return {
    type: 'orders',
    id: order.id,
    attributes: kaspi.faults.missingFields ? withoutUnsure(attributes) : attributes,
    relationships: {
      user: { links: linksOf(link, 'user'), data: { type: 'customers', id: customerIdOf(order) } },
      entries: { links: linksOf(link, 'entries') },
    },
    links: { self: link },
  };
}

/** The buyer as an included resource. */
export function userView(kaspi: Kaspi, order: Order): Record<string, unknown> {
  const { id, ...attributes } = customerView(kaspi, order);
  return { type: 'customers', id, attributes };
}

/** A position of an order as JSON:API resource. */
export function entryView(order: Order, line: OrderLine, index: number): Record<string, unknown> {
  const id = entryIdOf(order, index);
  const link = `/v2/orderentries/${id}`;
  const point = idOf(`${order.merchantUid}_${order.pointName}`);
  return {
    type: 'orderentries',
    id,
    attributes: {
      entryNumber: index,
      quantity: line.quantity,
      basePrice: line.basePrice,
      totalPrice: line.basePrice * line.quantity,
      deliveryCost: 0,
      weight: 1,
      minAllowedWeight: null,
      unitType: 'PIECES',
      isImeiRequired: line.category === 'Smartphones',
      category: { code: `Master - ${line.category}`, title: line.category },
      offer: { code: line.sku, name: line.title },
    },
    relationships: {
      product: { links: linksOf(link, 'product'), data: { type: 'masterproducts', id: idOf(line.masterSku) } },
      deliveryPointOfService: {
        links: linksOf(link, 'deliveryPointOfService'),
        data: { type: 'pointofservices', id: point },
      },
    },
    links: { self: link },
  };
}

function orderAttributes(order: Order, ctx: Context): Record<string, unknown> {
  return {
    code: order.code,
    totalPrice: totalOf(order),
    paymentMode: order.paymentMode,
    creditTerm: order.paymentMode === 'PAY_WITH_CREDIT' ? 12 : 0,
    creationDate: order.createdAt,
    approvedByBankDate: order.createdAt + 60_000,
    plannedDeliveryDate: order.createdAt + 2 * dayMs,
    reservationDate: order.deliveryMode === 'DELIVERY_PICKUP' ? order.createdAt + 3 * dayMs : null,
    deliveryMode: order.deliveryMode,
    isKaspiDelivery: order.isKaspiDelivery,
    deliveryCost: 0,
    deliveryCostForSeller: order.isKaspiDelivery ? 799 : 0,
    signatureRequired: order.signatureRequired,
    preOrder: order.preOrder,
    express: order.express,
    assembled: order.assembled,
    returnedToWarehouse: order.returnedToWarehouse,
    isImeiRequired: false,
    pickupPointId: `${order.merchantUid}_${order.pointName}`,
    state: order.state,
    status: order.status,
    ...(order.cancellationReason ? { cancellationReason: order.cancellationReason } : {}),
    deliveryAddress: addressView(order),
    originAddress: {
      id: idOf(order.pointName),
      displayName: order.pointName,
      address: {},
      city: cityView(order.city),
    },
    kaspiDelivery: order.isKaspiDelivery ? kaspiDeliveryView(order, ctx) : null,
  };
}

function customerView(kaspi: Kaspi, order: Order) {
  return {
    id: customerIdOf(order),
    cellPhone: kaspi.faults.maskedPhones ? '0000000000' : shortPhone(order),
    name: null,
    firstName: order.customer.firstName,
    lastName: order.customer.lastName,
  };
}

function addressView(order: Order): Record<string, unknown> | null {
  if (order.deliveryMode === 'DELIVERY_PICKUP') {
    return null;
  }
  const { street, house, apartment } = order.address;
  const town = cityView(order.city).name;
  return {
    streetName: street,
    streetNumber: house,
    town,
    district: null,
    building: null,
    apartment,
    formattedAddress: `${town}, ${street}, ${house}, ${apartment}`,
    latitude: 43.238,
    longitude: 76.889,
  };
}

function kaspiDeliveryView(order: Order, ctx: Context): Record<string, unknown> {
  return {
    waybill: order.hasWaybill ? `${originOf(ctx)}/kaspi/waybill/${order.code}.pdf` : null,
    waybillNumber: order.hasWaybill ? order.waybillNumber : null,
    courierTransmissionDate: order.transmittedAt,
    courierTransmissionPlanningDate: order.createdAt + dayMs,
    express: order.express,
    returnedToWarehouse: order.returnedToWarehouse,
    firstMileCourier: null,
  };
}

function withoutUnsure(attributes: Record<string, unknown>): Record<string, unknown> {
  const unsure = ['plannedDeliveryDate', 'approvedByBankDate', 'deliveryAddress', 'originAddress', 'deliveryCost'];
  return {
    ...Object.fromEntries(Object.entries(attributes).filter(([name]) => !unsure.includes(name))),
    kaspiDelivery: null,
    pickupPointId: null,
    creditTerm: null,
  };
}

function shortPhone(order: Order): string {
  return order.customer.phone.slice(2);
}

function linksOf(link: string, name: string): { self: string; related: string } {
  return { self: `${link}/relationships/${name}`, related: `${link}/${name}` };
}
