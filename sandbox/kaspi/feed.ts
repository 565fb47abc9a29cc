import type Router from '@koa/router';
import type { Context } from 'koa';
import { readBody } from '../body.ts';
import { queryOf } from './answers.ts';
import { type FeedOffer, parseFeed } from './feed-parse.ts';
import { gate } from './gate.ts';
import type { FeedFile, Kaspi } from './kaspi.ts';
import { storeIdOf } from './merchants.ts';
import { ownMerchant } from './oauth.ts';
import { hexId } from './sessions.ts';
import type { Listing, Merchant } from './world.ts';

const fetchTimeoutMs = 10_000;
const clockTickMs = 250;

/** Serves manual uploads of price lists and their state: contract §2. */
export function mountFeed(router: Router, kaspi: Kaspi): void {
  const counted = (name: string) => gate(kaspi, { area: 'cabinet', name });
  router.post('/kaspi/cabinet/pricefeed/upload/merchant/upload', counted('feed.upload'), (ctx) => upload(kaspi, ctx));
  router.get('/kaspi/cabinet/pricefeed/protocol/merchant/file/:id', counted('feed.status'), (ctx) => {
    const merchant = ownMerchant(kaspi, ctx, queryOf(ctx, 'm'));
    const file = kaspi.feedFiles.find(({ id, merchantUid }) => id === ctx.params.id && merchantUid === merchant?.uid);
    if (file) {
      ctx.body = { status: file.status, ...(file.error === null ? {} : { error: file.error }) };
    }
  });
}

/** Fetches every registered price list once, as Kaspi does about every 60 minutes. */
export async function pollFeeds(kaspi: Kaspi): Promise<FeedFile[]> {
  const files: FeedFile[] = [];
  for (const [uid, url] of kaspi.feedUrls) {
    const merchant = kaspi.merchants.get(uid);
    if (merchant) {
      const file = openFile(kaspi, merchant);
      files.push(file);
      await fetchFeed(url).then(
        (source) => publish(kaspi, { merchant, file, source }),
        (error: Error) => reject(kaspi, file, error.message),
      );
    }
  }
  return files;
}

/** Starts the clock that polls registered price lists; the stand-in's own time decides when the hour is over. */
export function scheduleFeeds(kaspi: Kaspi, lastPollAt = Number(kaspi.now())): void {
  kaspi.later(clockTickMs, () => {
    const isDue = Number(kaspi.now()) - lastPollAt >= kaspi.faults.feedPollMs;
    scheduleFeeds(kaspi, isDue ? Number(kaspi.now()) : lastPollAt);
    if (isDue) {
      void pollFeeds(kaspi);
    }
  });
}

async function upload(kaspi: Kaspi, ctx: Context): Promise<void> {
  const merchant = ownMerchant(kaspi, ctx, queryOf(ctx, 'merchantUid'));
  if (!merchant) {
    return;
  }
  const { files } = await readBody(ctx);
  const source = files.file?.content.toString('utf8');
  if (source === undefined) {
    ctx.status = 400;
    ctx.body = { message: 'The form has no field "file"' };
    return;
  }
  if (kaspi.feedFiles.some(({ merchantUid, status }) => merchantUid === merchant.uid && status === 'PROCESSING')) {
    ctx.status = 409;
    ctx.body = { message: 'There is an unfinished file' };
    return;
  }

  const file = openFile(kaspi, merchant);
  kaspi.later(kaspi.faults.priceApplyDelayMs, () => publish(kaspi, { merchant, file, source }));
  ctx.body = { id: file.id };
}

function openFile(kaspi: Kaspi, merchant: Merchant): FeedFile {
  const at = kaspi.now().toISOString();
  const file: FeedFile = { id: hexId(), merchantUid: merchant.uid, at, status: 'PROCESSING', error: null, offers: 0 };
  kaspi.feedFiles.push(file);
  return file;
}

async function fetchFeed(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) });
  if (!response.ok) {
    throw new Error(`the price list answered ${response.status}`);
  }
  return response.text();
}

/** Full replacement: what the list doesn't name goes off sale; a bad list changes nothing. */
function publish(
  kaspi: Kaspi,
  { merchant, file, source }: { merchant: Merchant; file: FeedFile; source: string },
): void {
  let offers: FeedOffer[];
  try {
    offers = parseFeed(source, merchant.uid);
  } catch (error) {
    reject(kaspi, file, (error as Error).message);
    return;
  }

  const bySku = new Map(offers.map((offer) => [offer.sku, offer]));
  for (const listing of merchant.listings.values()) {
    replace(kaspi, { merchant, listing, offer: bySku.get(listing.sku) });
  }
  file.status = 'FINISHED';
  file.offers = offers.length;
  kaspi.emit('feed.applied', { merchantUid: merchant.uid, offers: offers.length });
}

function replace(kaspi: Kaspi, change: { merchant: Merchant; listing: Listing; offer: FeedOffer | undefined }): void {
  const { merchant, listing, offer } = change;
  listing.updatedAt = kaspi.now().toISOString();
  if (!offer) {
    listing.availabilities = listing.availabilities.map((kept) => ({ ...kept, available: 'no' }));
    return;
  }
  listing.price = offer.price ?? listing.price;
  listing.cityPrices = { ...offer.cityPrices };
  for (const point of merchant.points) {
    const given = offer.availabilities.find(({ storeName }) => storeName === point.name);
    const kept = listing.availabilities.find(({ storeId }) => storeId === storeIdOf(merchant.uid, point));
    if (given && kept) {
      kept.available = given.available;
      kept.preOrder = given.preOrder;
      kept.stockCount = given.stockCount;
    }
  }
}

function reject(kaspi: Kaspi, file: FeedFile, error: string): void {
  file.status = 'REJECTED';
  file.error = error;
  kaspi.emit('feed.rejected', { merchantUid: file.merchantUid, error });
}
