import { isAppError } from '../kernel/errors.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { Logger } from '../platform/logging/logger.ts';
import {
  type KaspiState,
  type MarketplaceOrder,
  type MarketplaceOrderLine,
  readShopToken,
  recordTokenRejected,
  type ShopApi,
} from '../stores/index.ts';
import type { OrderDeps, OrderSettings } from './order.ports.ts';
import { finalStatuses } from './order-status.ts';
import { recordOrder } from './record-order.ts';

/** What a look at a store's orders needs besides the marketplace. */
export interface PollDeps extends OrderDeps {
  readonly logger: Logger;
  readonly settings: OrderSettings;
}

/** What a look found. */
export interface PollResult {
  readonly placed: number;
  readonly moved: number;
}

const openStates: readonly KaspiState[] = ['NEW', 'SIGN_REQUIRED', 'PICKUP', 'DELIVERY', 'KASPI_DELIVERY'];
const DAY_MS = 86_400_000;

/**
 * Looks once through a store's tabs, asks for orders that vanished from them, and keeps all of it. Lines are asked for
 * once per order. @throws store.notFound, store.tokenMissing, marketplace.tokenRejected and the other outages
 */
export async function pollStore(deps: PollDeps, storeId: string): Promise<PollResult> {
  const plan = await deps.inCompany((scope) => planPoll(scope, storeId, deps.settings));
  const poll = new Poll(deps, plan);
  try {
    for (const state of plan.isArchiveDue ? [...openStates, 'ARCHIVE' as const] : openStates) {
      await poll.readTab(state);
    }
    await poll.followVanished();
  } catch (error) {
    if (isAppError(error) && error.code === 'marketplace.tokenRejected') {
      await deps.inCompany((scope) => recordTokenRejected(scope, plan));
    }
    throw error;
  }
  await deps.inCompany((scope) => finishPoll(scope, plan));
  return poll.finish();
}

interface PollPlan {
  readonly storeId: string;
  readonly token: string;
  readonly at: Date;
  readonly isArchiveDue: boolean;
  /** The store's past was read by an earlier look. */
  readonly isPastKnown: boolean;
}

async function planPoll(scope: Scope, storeId: string, { archiveSeconds }: OrderSettings): Promise<PollPlan> {
  const token = await readShopToken(scope, storeId);
  const at = scope.now();
  const [row] = await scope.em.execute<{ polled: boolean; archived: boolean }[]>(
    `select orders_polled_at is not null as polled,
       coalesce(archive_polled_at > ?::timestamptz - make_interval(secs => ?), false) as archived
     from stores where id = ?`,
    [at, archiveSeconds, storeId],
  );
  return { storeId, token, at, isArchiveDue: !row?.archived, isPastKnown: row?.polled === true };
}

async function finishPoll({ em }: Scope, { storeId, at, isArchiveDue }: PollPlan): Promise<void> {
  const archive = isArchiveDue ? ', archive_polled_at = ?' : '';
  await em.execute(`update stores set orders_polled_at = ?${archive} where id = ?`, [
    ...(isArchiveDue ? [at, at] : [at]),
    storeId,
  ]);
}

/** One look: what it has seen so far and what went wrong with single orders. */
class Poll {
  readonly #deps: PollDeps;
  readonly #plan: PollPlan;
  readonly #seen = new Set<string>();
  readonly #failures: unknown[] = [];
  #placed = 0;
  #moved = 0;

  constructor(deps: PollDeps, plan: PollPlan) {
    this.#deps = deps;
    this.#plan = plan;
  }

  async readTab(state: KaspiState): Promise<void> {
    const { at, token } = this.#plan;
    const createdFrom = new Date(at.getTime() - this.#deps.settings.windowDays * DAY_MS);
    // The window's end lies ahead, so that a clock that runs behind the marketplace's misses nothing.
    const query = { createdFrom, createdTo: new Date(at.getTime() + DAY_MS), state };
    for await (const order of this.#shopApi.listOrders(token, query, this.#deps.signal)) {
      await this.#keep(order);
    }
  }

  /** An open order that is in no tab has moved to the archive, or is older than the window: it is asked for by number. */
  async followVanished(): Promise<void> {
    const { followUps } = this.#deps.settings;
    const vanished = await this.#deps.inCompany(async (scope) => {
      const codes = await listOpenCodes(scope, this.#plan.storeId);
      const next = codes.filter((code) => !this.#seen.has(code)).slice(0, followUps);
      await noteFollowed(scope, this.#plan, next);
      return next;
    });
    for (const code of vanished) {
      const order = await this.#shopApi.findOrder(this.#plan.token, code, this.#deps.signal);
      if (order) {
        await this.#keep(order);
      }
    }
  }

  /** @throws AggregateError when single orders or their lines could not be kept; all others were */
  finish(): PollResult {
    if (this.#failures.length > 0) {
      throw new AggregateError(this.#failures, `${this.#failures.length} orders could not be kept`);
    }
    return { placed: this.#placed, moved: this.#moved };
  }

  get #shopApi(): ShopApi {
    return this.#deps.marketplace.shopApi;
  }

  async #keep(seen: MarketplaceOrder): Promise<void> {
    const { storeId, at, isPastKnown } = this.#plan;
    this.#seen.add(seen.code);
    const needsLines = await this.#deps.inCompany((scope) => lacksLines(scope, storeId, seen.code));
    const lines = needsLines ? await this.#readLines(seen) : undefined;
    try {
      const input = { storeId, seen, at, lines, isPastKnown };
      const { outcome } = await this.#deps.inCompany((scope) => recordOrder(scope, input));
      this.#placed += outcome === 'placed' ? 1 : 0;
      this.#moved += outcome === 'moved' ? 1 : 0;
      if (outcome === 'stale') {
        this.#deps.logger.debug({ storeId, status: seen.status }, 'an older look at an order was ignored');
      }
    } catch (error) {
      this.#deps.logger.error({ err: error, storeId }, 'an order could not be kept');
      this.#failures.push(error);
    }
  }

  /** An order without its lines is better than none: they are asked for again by the next look. */
  async #readLines(seen: MarketplaceOrder): Promise<MarketplaceOrderLine[] | undefined> {
    try {
      return await this.#shopApi.listEntries(this.#plan.token, seen.id, this.#deps.signal);
    } catch (error) {
      if (this.#deps.signal?.aborted || (isAppError(error) && error.code === 'marketplace.tokenRejected')) {
        throw error;
      }
      this.#deps.logger.warn({ err: error, storeId: this.#plan.storeId }, 'lines of an order did not come');
      if (!isAppError(error)) {
        this.#failures.push(error);
      }
      return undefined;
    }
  }
}

async function lacksLines({ em }: Scope, storeId: string, code: string): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    `select 1 from orders where external_id = ? and lines_read_at is not null
       and store_id in (select id from stores where kind = (select kind from stores where id = ?))`,
    [code, storeId],
  );
  return rows.length === 0;
}

/** Whoever waits longest comes first, whether the last answer told anything or not. */
async function listOpenCodes({ em }: Scope, storeId: string): Promise<string[]> {
  const rows = await em.execute<{ code: string }[]>(
    `select external_id as code from orders where store_id = ? and status not in (${finalStatuses.map(() => '?').join(', ')})
     order by greatest(seen_at, followed_at), id limit 1000`,
    [storeId, ...finalStatuses],
  );
  return rows.map(({ code }) => code);
}

async function noteFollowed({ em }: Scope, { storeId, at }: PollPlan, codes: readonly string[]): Promise<void> {
  if (codes.length > 0) {
    const places = codes.map(() => '?').join(', ');
    await em.execute(`update orders set followed_at = ? where store_id = ? and external_id in (${places})`, [
      ...[at, storeId],
      ...codes,
    ]);
  }
}
