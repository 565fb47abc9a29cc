import { LockMode } from '@mikro-orm/core';
import { isKnownPhone, upsertCustomer } from '../customers/index.ts';
import { newId } from '../kernel/ids.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from '../stores/index.ts';
import { type Observation, Order, OrderStatusChange } from './order.entity.ts';
import './order.events.ts';
import type { OrderStatus } from './order-status.ts';
import { recordLines } from './record-lines.ts';

/** An order as a look at the marketplace showed it. */
export interface SeenOrder {
  readonly storeId: string;
  readonly seen: MarketplaceOrder;
  /** When the look was begun. */
  readonly at: Date;
  /** Absent when they were not asked for or did not come. */
  readonly lines?: readonly MarketplaceOrderLine[] | undefined;
  /** Whether an order that has already moved on is news too; so once the store's past was read. */
  readonly isPastKnown: boolean;
}

/** What became of it. */
export interface RecordedOrder {
  readonly orderId: string;
  readonly outcome: 'placed' | 'imported' | Observation;
}

/**
 * Keeps what was seen of an order: any number of pollers at once, and any number of stores of one account, make one
 * order, one history and one announcement.
 */
export async function recordOrder(scope: Scope, input: SeenOrder): Promise<RecordedOrder> {
  const knownId = await findHome(scope, input);
  const order = await scope.em.findOneOrFail(
    Order,
    { id: knownId ?? (await insert(scope, input)) },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const isFirst = knownId === undefined;
  await tieCustomer(scope, order, { ...input, isFirst });
  if (input.lines && !order.linesReadAt) {
    await recordLines(scope, order, input.lines);
  }
  return { orderId: order.id, outcome: isFirst ? announceFirst(scope, order, input) : follow(scope, order, input) };
}

/** Writes down a move and announces it. */
export function recordMove(scope: Scope, order: Order, from: OrderStatus): void {
  writeHistory(scope, order, { from, to: order.status });
  scope.emit('order.statusChanged', { orderId: order.id, from, to: order.status });
}

/**
 * The order with this number, in whichever of the company's stores of this marketplace it was seen first. Who looks for
 * it waits for whoever does so at the same time. It goes over to the looking store when its own can act on it no more.
 */
async function findHome({ em, companyId }: Scope, { storeId, seen }: SeenOrder): Promise<string | undefined> {
  const lock = `select pg_advisory_xact_lock(hashtextextended('order:' || ? || ':' || kind || ':' || ?, 0)) from stores where id = ?`;
  await em.execute(lock, [companyId, seen.code, storeId]);
  const [known] = await em.execute<{ id: string; isOurs: boolean; isTended: boolean }[]>(
    `select o.id, o.store_id = ? as "isOurs",
       s.is_active and s.api_token is not null and s.api_token_rejected_at is null as "isTended"
     from orders o join stores s on s.company_id = o.company_id and s.id = o.store_id
     where o.external_id = ? and s.kind = (select kind from stores where id = ?) order by 2 desc, 3 desc limit 1`,
    [storeId, seen.code, storeId],
  );
  if (known && !known.isOurs && !known.isTended) {
    await em.execute('update orders set store_id = ? where id = ?', [storeId, known.id]);
  }
  return known?.id;
}

async function insert({ em, companyId, now }: Scope, { storeId, seen, at }: SeenOrder): Promise<string> {
  const id = newId();
  await em.execute(
    `insert into orders (id, created_at, updated_at, company_id, store_id, external_id, marketplace_id,
       marketplace_state, marketplace_status, status, total_tiyn, delivery_kind, placed_at, seen_at, version)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
    [
      ...[id, now(), now(), companyId, storeId, seen.code, seen.id],
      ...[seen.state.slice(0, 40), seen.status.slice(0, 60), seen.orderStatus, seen.totalTiyn, seen.deliveryKind],
      ...[seen.createdAt ?? at, at],
    ],
  );
  return id;
}

/**
 * Ties the order to its buyer, whose phone only a later look may show. By its own statement: set through the entity, a
 * part of the composite key would overwrite the company.
 */
async function tieCustomer(
  scope: Scope,
  order: Order,
  { seen, isFirst }: SeenOrder & { isFirst: boolean },
): Promise<void> {
  const { phone } = seen.customer;
  const { customerId: known } = order;
  if (known && (phone === undefined || (await isKnownPhone(scope, { customerId: known, phone })))) {
    return;
  }

  const customerId = await upsertCustomer(scope, seen.customer);
  if (customerId !== undefined) {
    await scope.em.execute('update orders set customer_id = ? where id = ?', [customerId, order.id]);
  }
  if (phone !== undefined && !isFirst) {
    scope.emit('order.phoneLearnt', { orderId: order.id });
  }
}

function announceFirst(scope: Scope, order: Order, { seen, isPastKnown }: SeenOrder): 'placed' | 'imported' {
  order.readTerms(seen);
  if (order.status !== 'new' && !isPastKnown) {
    writeHistory(scope, order, { from: null, to: order.status });
    scope.emit('order.imported', { orderId: order.id });
    return 'imported';
  }

  writeHistory(scope, order, { from: null, to: 'new' });
  scope.emit('order.placed', { orderId: order.id });
  if (order.status !== 'new') {
    // Only written down: whoever hears of the order reads where it stands, and two events at once have no order.
    writeHistory(scope, order, { from: 'new', to: order.status });
  }
  return 'placed';
}

function follow(scope: Scope, order: Order, { seen, at }: SeenOrder): Observation {
  const from = order.status;
  const observation = order.observe(seen, at);
  if (observation === 'moved') {
    recordMove(scope, order, from);
  }
  return observation;
}

function writeHistory(scope: Scope, order: Order, move: { from: OrderStatus | null; to: OrderStatus }): void {
  scope.em.create(OrderStatusChange, {
    orderId: order.id,
    ...move,
    changedAt: scope.now(),
    changedBy: scope.actor.id.slice(0, 100),
  });
}
