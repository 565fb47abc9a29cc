import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEntries } from '#src/integrations/kaspi/entry-answer.ts';
import { readOrder } from '#src/integrations/kaspi/order-answer.ts';
import { readPageCount, splitWindow } from '#src/integrations/kaspi/order-pages.ts';
import { readReason } from '#src/integrations/kaspi/order-refusal.ts';
import { deriveStatus } from '#src/integrations/kaspi/order-status.ts';

const DAY_MS = 86_400_000;

const resource = {
  type: 'orders',
  id: 'MTIzNDU2Nzg5',
  attributes: {
    code: '123456789',
    totalPrice: 25_990.0,
    paymentMode: 'PREPAID',
    creationDate: 1_767_260_000_000,
    approvedByBankDate: 1_767_260_060_000,
    plannedDeliveryDate: 1_767_433_000_000,
    deliveryMode: 'DELIVERY_REGIONAL_TODOOR',
    isKaspiDelivery: true,
    deliveryCost: 0.0,
    deliveryCostForSeller: 799.0,
    assembled: false,
    state: 'KASPI_DELIVERY',
    status: 'ACCEPTED_BY_MERCHANT',
    customer: { id: 'NzAxMTIzNDU2Nw', cellPhone: '7011234567', name: null, firstName: 'Aigerim', lastName: 'S.' },
    deliveryAddress: { town: 'Almaty', formattedAddress: 'Almaty, Abai 1, 5', latitude: 43.2, longitude: 76.9 },
    kaspiDelivery: { waybill: null, courierTransmissionDate: null, courierTransmissionPlanningDate: 1_767_346_600_000 },
  },
};

function withAttributes(attributes: Record<string, unknown>) {
  return readOrder({ ...resource, attributes: { ...resource.attributes, ...attributes } });
}

describe('an order of Kaspi', () => {
  it('keeps state and status verbatim and turns tenge into tiyn', () => {
    expect(readOrder(resource)).toMatchObject({
      id: 'MTIzNDU2Nzg5',
      code: '123456789',
      state: 'KASPI_DELIVERY',
      status: 'ACCEPTED_BY_MERCHANT',
      orderStatus: 'accepted',
      totalTiyn: 2_599_000,
      deliveryCostTiyn: 0,
      deliveryCostForSellerTiyn: 79_900,
      deliveryKind: 'kaspi-delivery',
      createdAt: new Date(1_767_260_000_000),
      handOverPlannedAt: new Date(1_767_346_600_000),
      waybillUrl: undefined,
      address: { town: 'Almaty', text: 'Almaty, Abai 1, 5' },
      customer: { kaspiId: 'NzAxMTIzNDU2Nw', phone: '+77011234567', firstName: 'Aigerim', lastName: 'S.' },
    });
  });

  it.each(['0000000000', '+0(000)-000-00-00', '701*****67', null, undefined])(
    'reads the phone from the customer id when the shown one is %s',
    (cellPhone) => {
      const order = withAttributes({ customer: { ...resource.attributes.customer, cellPhone } });
      expect(order?.customer.phone).toBe('+77011234567');
    },
  );

  it('reads the phone from the related customer when the order carries no customer at all', () => {
    const order = readOrder({
      ...resource,
      attributes: { ...resource.attributes, customer: null },
      relationships: { user: { data: { type: 'customers', id: 'NzAxMTIzNDU2Nw==' } } },
    });
    expect(order?.customer.phone).toBe('+77011234567');
  });

  it('has no phone when neither shape holds one', () => {
    const order = withAttributes({ customer: { id: 'c29tZXRoaW5n', cellPhone: '0000000000' } });
    expect(order?.customer.phone).toBeUndefined();
  });

  it.each([1e300, '9'.repeat(400)])('does without a sum or an instant that nobody can mean, such as %s', (absurd) => {
    const order = withAttributes({ totalPrice: absurd, creationDate: absurd });
    expect(order).toMatchObject({ totalTiyn: 0, createdAt: undefined });
  });

  it('takes a masked customer id for nobody, not for one buyer of everything', () => {
    const order = withAttributes({ customer: { id: 'MDAwMDAwMDAwMA', cellPhone: '0000000000' } });
    expect(order?.customer.kaspiId).toBeUndefined();
  });

  it('survives with nothing but its number, or nothing but its id', () => {
    expect(readOrder({ attributes: { code: 123_456_789 } })).toMatchObject({ id: 'MTIzNDU2Nzg5', code: '123456789' });
    expect(readOrder({ id: 'MTIzNDU2Nzg5' })).toMatchObject({ code: '123456789', state: '', status: '', totalTiyn: 0 });
  });

  it('is never dropped, whichever field is missing, null or of another kind', () => {
    const names = Object.keys(resource.attributes);
    fc.assert(
      fc.property(fc.subarray(names), fc.anything(), (broken, value) => {
        const changes = Object.fromEntries(broken.filter((name) => name !== 'code').map((name) => [name, value]));
        return withAttributes(changes)?.code === '123456789';
      }),
    );
  });

  it('tells the four ways of delivery apart', () => {
    const kind = (deliveryMode: string, isKaspiDelivery: boolean) =>
      withAttributes({ deliveryMode, isKaspiDelivery })?.deliveryKind;
    expect(kind('DELIVERY_PICKUP', true)).toBe('postomat');
    expect(kind('DELIVERY_LOCAL', true)).toBe('kaspi-delivery');
    expect(kind('DELIVERY_PICKUP', false)).toBe('own-pickup');
    expect(kind('DELIVERY_LOCAL', false)).toBe('own-courier');
  });
});

describe('our status of a Kaspi order', () => {
  it.each([
    ['NEW', 'APPROVED_BY_BANK', 'new'],
    ['SIGN_REQUIRED', 'ACCEPTED_BY_MERCHANT', 'accepted'],
    ['PICKUP', 'ACCEPTED_BY_MERCHANT', 'accepted'],
    ['DELIVERY', 'ACCEPTED_BY_MERCHANT', 'accepted'],
    ['KASPI_DELIVERY', 'ACCEPTED_BY_MERCHANT', 'accepted'],
    ['KASPI_DELIVERY', 'CANCELLING', 'cancelling'],
    ['ARCHIVE', 'CANCELLED', 'cancelled'],
    ['KASPI_DELIVERY', 'KASPI_DELIVERY_RETURN_REQUESTED', 'returning'],
    ['ARCHIVE', 'RETURNED', 'returned'],
    ['ARCHIVE', 'COMPLETED', 'completed'],
    ['PICKUP', 'SOMETHING_NEW', 'accepted'],
    ['NEW', '', 'new'],
    ['ARCHIVE', '', 'completed'],
  ])('%s with %s is %s', (state, status, expected) => {
    expect(deriveStatus({ state, status })).toBe(expected);
  });

  it('follows the parcel through packing and the courier', () => {
    const parcel = { state: 'KASPI_DELIVERY', status: 'ACCEPTED_BY_MERCHANT' };
    expect(deriveStatus({ ...parcel, isAssembled: true })).toBe('packed');
    expect(deriveStatus({ ...parcel, isAssembled: true, isHandedOver: true })).toBe('handed_over');
    expect(
      withAttributes({ assembled: true, kaspiDelivery: { courierTransmissionDate: 1_767_346_600_000 } }),
    ).toMatchObject({ orderStatus: 'handed_over', handedOverAt: new Date(1_767_346_600_000) });
  });

  it('reads an archived order with a cancellation reason and no status as cancelled', () => {
    expect(
      withAttributes({ state: 'ARCHIVE', status: null, cancellationReason: 'TIMEOUT_BUYER_PICKUP' }),
    ).toMatchObject({
      orderStatus: 'cancelled',
    });
  });
});

describe('order lines', () => {
  it('carry the merchant SKU, the card number and money in tiyn', () => {
    const [line] = readEntries([
      {
        type: 'orderentries',
        id: 'e1',
        attributes: {
          entryNumber: 0,
          quantity: 2,
          basePrice: 12_990.0,
          totalPrice: 25_980.0,
          deliveryCost: 0,
          weight: 1.2,
          unitType: 'PIECES',
          category: { code: 'Master - Kettles', title: 'Kettles' },
          offer: { code: 'A-1001', name: 'Kettle K1' },
        },
        relationships: { product: { data: { type: 'masterproducts', id: 'MTA0OTkwMDAx' } } },
      },
    ]);
    expect(line).toMatchObject({
      id: 'e1',
      number: 0,
      sku: 'A-1001',
      masterSku: '104990001',
      name: 'Kettle K1',
      quantity: 2,
      unitPriceTiyn: 1_299_000,
      totalTiyn: 2_598_000,
      weightKg: 1.2,
      category: 'Kettles',
    });
  });

  it('come to whole tiyn when they are weighed and their sum is left out', () => {
    const entry = { quantity: 0.333, offer: { code: 'A-1' } };
    expect(
      readEntries([{ attributes: { ...entry, basePrice: 1_999.99 } }, { attributes: { ...entry, totalPrice: 333 } }]),
    ).toMatchObject([
      { quantity: 0.333, unitPriceTiyn: 199_999, totalTiyn: 66_600 },
      { quantity: 0.333, unitPriceTiyn: 100_000, totalTiyn: 33_300 },
    ]);
  });

  it('survive missing prices and names', () => {
    expect(
      readEntries([{ id: 'e1', attributes: { offer: { code: 'A-1' }, totalPrice: 300, quantity: 3 } }, {}]),
    ).toMatchObject([
      { number: 0, name: 'A-1', unitPriceTiyn: 10_000 },
      { number: 1, quantity: 1, totalTiyn: 0 },
    ]);
  });
});

describe('windows of orders', () => {
  it('cover any range without a gap or an overlap, none over 14 days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 0, max: 200 * DAY_MS }), (from, length) => {
        const windows = splitWindow(new Date(from), new Date(from + length));
        expect(windows[0]?.[0]).toBe(from);
        expect(windows.at(-1)?.[1]).toBe(from + length);
        for (const [index, [start, end]] of windows.entries()) {
          expect(end - start).toBeLessThanOrEqual(14 * DAY_MS);
          expect(windows[index + 1]?.[0] ?? end + 1).toBe(end + 1);
        }
      }),
    );
  });

  it('reads meta.pageCount and, without it, goes on while pages come full', () => {
    expect(readPageCount({ meta: { pageCount: 3, totalPages: 9 } }, { page: 0, isFull: true })).toBe(3);
    expect(readPageCount({}, { page: 1, isFull: true })).toBe(3);
    expect(readPageCount({ meta: null }, { page: 1, isFull: false })).toBe(2);
  });
});

describe('a refused action', () => {
  it.each([
    ['Wrong security code', 'wrong-code'],
    ['Order is cancelled', 'order-cancelled'],
    ['Order already completed', 'order-completed'],
    ['Completion not allowed: needs signing', 'needs-signing'],
    ['Order can not be cancelled after assembling', 'not-allowed'],
    ['', 'not-allowed'],
  ])('with the title "%s" is %s', (title, reason) => {
    expect(readReason(title)).toBe(reason);
  });
});
