import type { Context, Middleware } from 'koa';
import { systemActor } from '../../kernel/scope.ts';
import type { BoundInCompany } from '../../platform/db/scope.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { admitList, refusalOf } from './admit-list.ts';
import type { FeedSettings } from './feed-settings.ts';
import { type FeedDoors, type FoundFeed, findFeedByToken } from './find-feed-by-token.ts';
import { type BorrowedList, createListPress, type PrintedList } from './list-press.ts';
import { recordServed } from './record-served.ts';

/** What price lists are given out with. */
export interface FeedDeps extends FeedDoors {
  readonly logger: Logger;
  readonly settings: FeedSettings;
}

const PATH = /^\/feeds\/([\w-]{43})\.xml$/;
/** A reader that takes nothing for so long is gone; however slow it is otherwise, nothing cuts it. */
const IDLE_MS = 120_000;

/**
 * Serves a store's price list at /feeds/<token>.xml. A list that may not go is answered 503, so that the marketplace keeps
 * the one it has; an address that nobody has is not found, like any other.
 */
export function feedRoutes(deps: FeedDeps): Middleware {
  const press = createListPress(deps.inCompany);
  return async (ctx, next) => {
    const feed = await feedOf(ctx, deps);
    if (!feed) {
      return next();
    }

    const borrowed = await press.borrow(feed);
    let isBeingRead = false;
    try {
      isBeingRead = await serve(ctx, { deps, feed, borrowed });
    } finally {
      if (!isBeingRead) {
        borrowed.release();
      }
    }
  };
}

async function feedOf(ctx: Context, deps: FeedDeps): Promise<FoundFeed | undefined> {
  const [, token] = PATH.exec(ctx.path) ?? [];
  const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
  return token !== undefined && isRead ? findFeedByToken(deps, token) : undefined;
}

interface Serving {
  readonly deps: FeedDeps;
  readonly feed: FoundFeed;
  readonly borrowed: BorrowedList;
}

/** Answers; true when the list is still being read after that. @throws pricing.feedEmpty, pricing.feedShrunk */
async function serve(ctx: Context, serving: Serving): Promise<boolean> {
  const { deps, feed, borrowed } = serving;
  const { list } = borrowed;
  if (!list) {
    return false;
  }

  const inCompany: BoundInCompany = (work) => deps.inCompany(feed.companyId, systemActor('pricing.feed'), work);
  const judge = ctx.method === 'GET' ? admitList : refusalOf;
  const refusal = await inCompany((scope) => judge(scope, { feedId: feed.feedId, list }));
  if (refusal) {
    ctx.set('cache-control', 'no-store');
    throw refusal;
  }

  ctx.status = 200;
  ctx.type = 'application/xml; charset=utf-8';
  ctx.length = list.sizeBytes();
  ctx.set('cache-control', 'private, no-cache');
  ctx.etag = list.etag;
  // Prices that have not left yet leave only with a whole list, so one that carries any is sent even to who knows it.
  if (list.riders.length === 0 && ctx.fresh) {
    ctx.status = 304;
    return false;
  }

  return ctx.method === 'GET' && ctx.writable ? send(ctx, { ...serving, list, inCompany }) : false;
}

interface Sending extends Serving {
  readonly list: PrintedList;
  readonly inCompany: BoundInCompany;
}

/** Sends the list; only one that left us to its last byte counts. */
function send(ctx: Context, { deps, feed, borrowed, list, inCompany }: Sending): true {
  const body = list.read();
  ctx.req.socket.setTimeout(IDLE_MS);
  ctx.body = body;
  ctx.length = list.sizeBytes();
  body.once('error', () => ctx.res.destroy());
  ctx.res.once('close', () => {
    body.destroy();
    borrowed.release();
    if (ctx.res.writableFinished) {
      recordServed(inCompany, { feed, list, settings: deps.settings }).catch((error: unknown) =>
        deps.logger.error({ feature: 'pricing', storeId: feed.storeId, err: error }, 'served price list not recorded'),
      );
    }
  });
  return true;
}
