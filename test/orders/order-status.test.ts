import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type OrderStatus, orderStatuses } from '#src/orders/index.ts';
import { Order } from '#src/orders/order.entity.ts';
import type { MarketplaceOrder } from '#src/stores/store.ports.ts';

/** Lives an order can have at Kaspi, by hand from contract 1.3; looks may miss any step of one. */
const lives: readonly (readonly OrderStatus[])[] = [
  ['new', 'accepted', 'packed', 'handed_over', 'completed'],
  ['new', 'accepted', 'completed', 'returning', 'returned'],
  ['new', 'accepted', 'packed', 'handed_over', 'completed', 'returning', 'returned'],
  ['new', 'cancelled'],
  ['new', 'accepted', 'cancelled'],
  ['new', 'accepted', 'packed', 'handed_over', 'cancelling', 'cancelled'],
  ['new', 'accepted', 'packed', 'handed_over', 'returning', 'returned'],
];

const start = new Date('2026-11-21T06:00:00Z');

function anOrder(): Order {
  const order = Object.create(Order.prototype) as Order;
  return Object.assign(order, { status: 'new', seenAt: start, totalTiyn: 0 });
}

function seen(status: OrderStatus): MarketplaceOrder {
  return {
    ...{ id: '1', code: '1', state: 'S', status: status.toUpperCase(), orderStatus: status, totalTiyn: 100 },
    ...{ deliveryKind: 'unknown', isExpress: false, isPreOrder: false, isSignatureRequired: false, isAssembled: false },
    customer: {},
  };
}

describe('an order seen again and again', () => {
  it('ends where its life ends, whatever order and however often the looks come', () => {
    const looks = fc.constantFrom(...lives).chain((life) =>
      fc
        .array(fc.nat(life.length - 1), { maxLength: 12 })
        .map((extra) => ({ life, steps: [...extra, life.length - 1] }))
        .chain(({ steps }) =>
          fc.shuffledSubarray(steps, { minLength: steps.length }).map((order) => ({ life, order })),
        ),
    );
    fc.assert(
      fc.property(looks, ({ life, order: steps }) => {
        const order = anOrder();
        for (const step of steps) {
          order.observe(seen(life[step] ?? 'new'), start);
        }
        expect(order.status).toBe(life.at(-1));
      }),
      { numRuns: 500 },
    );
  });

  it('never goes back and never leaves an end, whatever is seen', () => {
    const height: Record<OrderStatus, number> = {
      ...{ new: 0, accepted: 1, packed: 2, handed_over: 3, cancelling: 4, completed: 5, cancelled: 6 },
      ...{ returning: 7, returned: 8 },
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...orderStatuses), { maxLength: 30 }), (statuses) => {
        const order = anOrder();
        for (const status of statuses) {
          const before = order.status;
          const observation = order.observe(seen(status), start);
          expect(height[order.status]).toBeGreaterThanOrEqual(height[before]);
          expect(observation === 'moved').toBe(order.status !== before);
          expect(before === 'cancelled' || before === 'returned' ? order.status : before).toBe(before);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes nothing from a look that was begun earlier', () => {
    const order = anOrder();
    expect(order.observe(seen('accepted'), new Date(start.getTime() - 1))).toBe('stale');
    expect(order.status).toBe('new');
    expect(order.confirm('accepted', new Date(start.getTime() + 10))).toBe(true);
    expect(order.observe(seen('packed'), new Date(start.getTime() + 5))).toBe('stale');
    expect(order.status).toBe('accepted');
  });
});
