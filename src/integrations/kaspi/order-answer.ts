import type { z } from 'zod';
import { readPhone } from '../../kernel/phone.ts';
import type { MarketplaceAddress, MarketplaceCustomer, MarketplaceOrder } from '../../stores/store.ports.ts';
import {
  looseChoice,
  looseFlag,
  looseMillis,
  looseNumber,
  looseObject,
  looseText,
  looseTiyn,
  readBase64,
} from './loose-fields.ts';
import { deriveDelivery, deriveStatus } from './order-status.ts';

/** Reads one order resource; absent only when it carries neither id nor code. */
export function readOrder(resource: unknown): MarketplaceOrder | undefined {
  const { id, attributes, relationships } = OrderResource.parse(resource);
  const code = attributes.code ?? readBase64(id);
  if (code === undefined) {
    return undefined;
  }

  return {
    id: id ?? Buffer.from(code).toString('base64'),
    code,
    ...readProgress(attributes),
    ...readTerms(attributes),
    customer: readCustomer(attributes.customer, relationships.user.data.id),
    address: readAddress(attributes.deliveryAddress),
  };
}

function readProgress(attributes: Attributes) {
  const { state = '', status = '', assembled, kaspiDelivery, cancellationReason } = attributes;
  const handedOverAt = kaspiDelivery.courierTransmissionDate;
  const isKaspi = attributes.isKaspiDelivery ?? state === 'KASPI_DELIVERY';
  return {
    state,
    status,
    orderStatus: deriveStatus({
      state,
      status,
      isAssembled: assembled,
      isHandedOver: handedOverAt !== undefined,
      isCancelled: cancellationReason !== undefined,
    }),
    isAssembled: assembled,
    deliveryKind: deriveDelivery({ mode: attributes.deliveryMode, isKaspi }),
    handedOverAt,
    handOverPlannedAt: kaspiDelivery.courierTransmissionPlanningDate,
    waybillUrl: kaspiDelivery.waybill,
    waybillNumber: kaspiDelivery.waybillNumber,
    cancellationReason,
  };
}

function readTerms(attributes: Attributes) {
  return {
    totalTiyn: attributes.totalPrice ?? 0,
    deliveryCostTiyn: attributes.deliveryCost,
    deliveryCostForSellerTiyn: attributes.deliveryCostForSeller,
    paymentMode: attributes.paymentMode,
    deliveryMode: attributes.deliveryMode,
    isExpress: attributes.express,
    isPreOrder: attributes.preOrder,
    isSignatureRequired: attributes.signatureRequired,
    pickupPointId: attributes.pickupPointId,
    createdAt: attributes.creationDate,
    approvedAt: attributes.approvedByBankDate,
    plannedDeliveryAt: attributes.plannedDeliveryDate,
  };
}

function readCustomer(customer: Attributes['customer'], relatedId: string | undefined): MarketplaceCustomer {
  const kaspiId = readCustomerId(customer.id ?? relatedId);
  return {
    kaspiId,
    phone: readOpenPhone(customer.cellPhone) ?? readOpenPhone(readBase64(kaspiId)),
    firstName: customer.firstName ?? customer.name,
    lastName: customer.lastName,
  };
}

/** A masked id is everybody's, so it names nobody. */
function readCustomerId(id: string | undefined): string | undefined {
  return /^0+$/.test(readBase64(id) ?? '') ? undefined : id;
}

/** A phone that is not masked: 10 national digits, alone or behind 7 or 8, that are not zeros. */
function readOpenPhone(text: string | undefined): string | undefined {
  const digits = (text ?? '').replaceAll(/[\s()+-]/g, '');
  return /^[78]?[67]\d{9}$/.test(digits) ? readPhone(digits) : undefined;
}

function readAddress(address: Attributes['deliveryAddress']): MarketplaceAddress | undefined {
  const { town, streetName, streetNumber, building, apartment, latitude, longitude } = address;
  const street = [streetName, streetNumber].filter(Boolean).join(' ');
  const text = address.formattedAddress ?? [town, street, building, apartment].filter(Boolean).join(', ');
  return text === '' ? undefined : { town, text, latitude, longitude };
}

type Attributes = z.infer<typeof OrderResource>['attributes'];

const OrderResource = looseObject({
  id: looseText,
  attributes: looseObject({
    code: looseText,
    state: looseText,
    status: looseText,
    totalPrice: looseTiyn,
    deliveryCost: looseTiyn,
    deliveryCostForSeller: looseTiyn,
    paymentMode: looseText,
    deliveryMode: looseText,
    isKaspiDelivery: looseChoice,
    signatureRequired: looseFlag,
    preOrder: looseFlag,
    express: looseFlag,
    assembled: looseFlag,
    pickupPointId: looseText,
    creationDate: looseMillis,
    approvedByBankDate: looseMillis,
    plannedDeliveryDate: looseMillis,
    cancellationReason: looseText,
    customer: looseObject({
      id: looseText,
      cellPhone: looseText,
      name: looseText,
      firstName: looseText,
      lastName: looseText,
    }),
    deliveryAddress: looseObject({
      formattedAddress: looseText,
      town: looseText,
      streetName: looseText,
      streetNumber: looseText,
      building: looseText,
      apartment: looseText,
      latitude: looseNumber,
      longitude: looseNumber,
    }),
    kaspiDelivery: looseObject({
      waybill: looseText,
      waybillNumber: looseText,
      courierTransmissionDate: looseMillis,
      courierTransmissionPlanningDate: looseMillis,
    }),
  }),
  relationships: looseObject({ user: looseObject({ data: looseObject({ id: looseText }) }) }),
});
