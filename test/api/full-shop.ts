import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import { Customer, CustomerAddress } from '#src/customers/customer.entity.ts';
import { tenge } from '#src/kernel/money.ts';
import { Message } from '#src/messaging/message.entity.ts';
import { Order, OrderLine, OrderStatusChange } from '#src/orders/order.entity.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { Store } from '#src/stores/store.entity.ts';
import type { TestCompany } from '../support/company.ts';

const reason = {
  lastReason: 'undercut_rival',
  lastParams: { rival: 'MobiShop', rivalPrice: '4 991 ₸', step: '1 ₸', target: '4 990 ₸' },
};

/** A connected store with three products, a price that moved, and a new order of one customer. */
export async function aFullShop(shop: TestCompany) {
  return shop.run(async ({ em, now, secrets }) => {
    const store = em.create(Store, {
      ...{ kind: 'kaspi', name: 'TechnoMart', merchantUid: '30012345', cabinetSession: 'sealed' },
      apiToken: secrets.seal('shop-token', `store.apiToken:${shop.id}`),
      cabinetAuthenticatedAt: now(),
    });
    const [product] = ['Чехол iPhone 15 прозрачный', 'Зарядка 20 Вт', 'Кабель USB-C 1 м'].map((nameRu, index) =>
      em.create(Product, { sku: `SKU-${index + 1}`, nameRu, priceTiyn: tenge(4_990) }),
    );
    if (!product) {
      throw new Error('three were made');
    }

    const listing = em.create(Listing, {
      ...{ productId: product.id, storeId: store.id, sku: product.sku, masterSku: '105293847', model: product.nameRu },
    });
    const price = em.create(ListingPrice, {
      ...{
        listingId: listing.id,
        storeId: store.id,
        currentTiyn: tenge(4_990),
        handSetTiyn: tenge(5_090),
        minTiyn: tenge(3_900),
      },
      ...{ rank: 1, offersCount: 7, leaderTiyn: tenge(4_991), leaderName: 'MobiShop', checkedAt: now(), ...reason },
    });
    em.create(PriceDecision, {
      ...{ listingId: listing.id, listingPriceId: price.id, storeId: store.id, decidedAt: now(), state: 'applied' },
      ...{ fromTiyn: tenge(5_090), toTiyn: tenge(4_990), rankBefore: 2, rankAfter: 1 },
      ...{ reason: reason.lastReason, params: reason.lastParams },
    });
    const held = em.create(PriceDecision, {
      ...{ listingId: listing.id, listingPriceId: price.id, storeId: store.id, decidedAt: now(), state: 'held' },
      ...{ fromTiyn: tenge(4_990), toTiyn: tenge(3_990), waitsFor: 'approval' },
      ...{ reason: reason.lastReason, params: reason.lastParams },
    });
    const customer = em.create(Customer, { name: 'Айгерим С.' });
    em.create(CustomerAddress, { customerId: customer.id, kind: 'phone', value: '+77011234567' });
    const order = em.create(Order, {
      ...{
        storeId: store.id,
        customerId: customer.id,
        externalId: '790686780',
        marketplaceId: 'bWFya2V0',
        status: 'new',
      },
      ...{ marketplaceState: 'NEW', marketplaceStatus: 'APPROVED_BY_BANK', totalTiyn: tenge(4_990) },
      ...{ deliveryKind: 'KASPI_DELIVERY', placedAt: now(), seenAt: now(), address: 'Алматы, Абая 1' },
    });
    em.create(OrderLine, {
      ...{ orderId: order.id, listingId: listing.id, number: 1, sku: product.sku, name: product.nameRu, quantity: 1 },
      ...{ unitPriceTiyn: tenge(4_990), totalTiyn: tenge(4_990) },
    });
    em.create(OrderStatusChange, { orderId: order.id, from: null, to: 'new', changedAt: now(), changedBy: 'test' });
    const message = em.create(Message, {
      ...{
        event: 'order_approved',
        subjectId: order.id,
        template: 'order_approved',
        channel: 'whatsapp',
        state: 'failed',
      },
      ...{
        recipient: '+77011234567',
        customerId: customer.id,
        language: 'ru',
        text: 'Здравствуйте!',
        nextAttemptAt: now(),
      },
    });
    return {
      storeId: store.id,
      productId: product.id,
      listingId: listing.id,
      heldId: held.id,
      orderId: order.id,
      messageId: message.id,
    };
  });
}
