import { LockMode } from '@mikro-orm/core';
import { type Action, assertCan } from '../companies/index.ts';
import { isAppError } from '../kernel/errors.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type OrderKey, readShopToken, recordTokenRejected, type ShopApi } from '../stores/index.ts';
import { Order } from './order.entity.ts';
import { orderErrors } from './order.errors.ts';
import type { OrderDeps } from './order.ports.ts';
import { findOrder, type OrderView } from './order.queries.ts';
import type { OrderStatus } from './order-status.ts';
import { recordMove, recordOrder } from './record-order.ts';

/** The order as it stands now, and what the call did: `busy` when somebody else is at it this moment. */
export interface ChangedOrder {
  readonly outcome: 'done' | 'already' | 'busy' | 'refused';
  readonly order: OrderView;
}

/** One of our actions on an order. */
export interface OrderAction {
  readonly can: Action;
  readonly guard: 'acceptRequestedAt' | 'cancelRequestedAt';
  /** Where the order stands once the marketplace agreed. */
  readonly to: OrderStatus;
  /** Whether it stands there or beyond already. @throws when it can no longer get there */
  isDone(order: Order): boolean;
  call(shopApi: ShopApi, token: string, key: OrderKey): Promise<void>;
}

/** A look that takes longer tells nothing. */
const LOOK_MS = 80_000;

/** An action that nobody settled for so long has died on its way: a write takes 30 s and its turn, a look 80 s at most. */
const GUARD_MS = 180_000;

/**
 * Takes one action on the marketplace: read and guard, leave, call, write, and only then look what else has changed. Any
 * number of calls at once send one request.
 */
export async function changeOrder(deps: OrderDeps, orderId: string, action: OrderAction): Promise<ChangedOrder> {
  const start = await deps.inCompany((scope) => begin(scope, orderId, action));
  if (start.kind === 'over') {
    return start.result;
  }

  try {
    await action.call(deps.marketplace.shopApi, start.token, start.key);
  } catch (error) {
    return settleFailure(deps, { ...start, action, orderId }, error);
  }
  await deps.inCompany((scope) => settle(scope, { ...start, action, orderId }));
  const seen = await look(deps, start);
  await deps.inCompany((scope) => keep(scope, start, seen));
  return { outcome: 'done', order: await deps.inCompany((scope) => findOrder(scope, orderId)) };
}

interface Started {
  readonly storeId: string;
  readonly token: string;
  readonly key: OrderKey;
}

type Start = { kind: 'over'; result: ChangedOrder } | ({ kind: 'begun' } & Started);

async function begin(scope: Scope, orderId: string, action: OrderAction): Promise<Start> {
  assertCan(scope, action.can);
  const order = await lockOrder(scope, orderId);
  if (action.isDone(order)) {
    return { kind: 'over', result: { outcome: 'already', order: await findOrder(scope, orderId) } };
  }

  const since = order[action.guard];
  if (since && scope.now().getTime() - since.getTime() < GUARD_MS) {
    return { kind: 'over', result: { outcome: 'busy', order: await findOrder(scope, orderId) } };
  }

  const token = await readShopToken(scope, order.storeId);
  order[action.guard] = scope.now();
  return { kind: 'begun', storeId: order.storeId, token, key: { id: order.marketplaceId, code: order.externalId } };
}

interface Attempt extends Started {
  readonly action: OrderAction;
  readonly orderId: string;
}

/** The order as the marketplace shows it after our call, undefined when it did not say. */
async function look({ marketplace, signal }: OrderDeps, { token, key }: Started) {
  const patience = AbortSignal.timeout(LOOK_MS);
  try {
    return await marketplace.shopApi.findOrder(
      token,
      key.code,
      signal ? AbortSignal.any([signal, patience]) : patience,
    );
  } catch (error) {
    if (isAppError(error) || patience.aborted) {
      return undefined; // The next look of the poller will tell.
    }
    throw error;
  }
}

type Seen = Awaited<ReturnType<typeof look>>;

async function keep(scope: Scope, { storeId }: Started, seen: Seen): Promise<void> {
  if (seen) {
    await recordOrder(scope, { storeId, seen, at: scope.now(), isPastKnown: true });
  }
}

/** The marketplace has agreed: whatever its list still shows, the order has moved. */
async function settle(scope: Scope, { orderId, action }: Attempt): Promise<void> {
  const order = await lockOrder(scope, orderId);
  order[action.guard] = null;
  const from = order.status;
  if (order.confirm(action.to, scope.now())) {
    recordMove(scope, order, from);
  }
}

/** A refusal, or no answer: the call may have arrived all the same, so what the marketplace shows now decides. */
async function settleFailure(deps: OrderDeps, attempt: Attempt, error: unknown): Promise<ChangedOrder> {
  const code = isAppError(error) ? error.code : '';
  const seen = code === 'marketplace.tokenRejected' ? undefined : await look(deps, attempt);
  const isThere = await deps.inCompany(async (scope) => {
    if (code === 'marketplace.tokenRejected') {
      await recordTokenRejected(scope, attempt);
    }
    await keep(scope, attempt, seen);
    const order = await lockOrder(scope, attempt.orderId);
    order[attempt.action.guard] = null;
    return isDoneNow(attempt.action, order);
  });
  if (!isThere && !(code === 'marketplace.refused' && seen)) {
    throw error;
  }
  const order = await deps.inCompany((scope) => findOrder(scope, attempt.orderId));
  return { outcome: isThere ? 'already' : 'refused', order };
}

function isDoneNow(action: OrderAction, order: Order): boolean {
  try {
    return action.isDone(order);
  } catch (error) {
    if (isAppError(error)) {
      return false;
    }
    throw error;
  }
}

async function lockOrder({ em }: Scope, orderId: string): Promise<Order> {
  const order = await em.findOne(Order, { id: orderId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!order) {
    throw orderErrors.notFound();
  }
  return order;
}
