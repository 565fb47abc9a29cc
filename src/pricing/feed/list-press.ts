import { bulkhead } from 'cockatiel';
import { systemActor } from '../../kernel/scope.ts';
import type { InCompany } from '../../platform/db/scope.ts';
import { openSpool, type Spool } from '../../platform/http/spool.ts';
import type { FoundFeed } from './find-feed-by-token.ts';
import { type WrittenList, writeList } from './write-list.ts';

/** A list ready to be given out. */
export interface PrintedList extends WrittenList, Pick<Spool, 'sizeBytes' | 'read'> {}

/** A list in the hands of one reader. */
export interface BorrowedList {
  /** Undefined when the store has no list to give. */
  readonly list: PrintedList | undefined;
  /** Call it once the list is not read any more. */
  release(): void;
}

/** Makes lists, one at a time for each feed: whoever asks meanwhile gets the same one. */
export interface ListPress {
  borrow(feed: FoundFeed): Promise<BorrowedList>;
}

/** Lists made at once in one process: each holds a connection for as long. */
const PARALLEL_LISTS = 2;

interface Print {
  readonly made: Promise<{ readonly spool: Spool; readonly list: WrittenList | undefined }>;
  readers: number;
}

/** A press of this process. */
export function createListPress(inCompany: InCompany): ListPress {
  const prints = new Map<string, Print>();
  const places = bulkhead(PARALLEL_LISTS, Number.POSITIVE_INFINITY);
  const begin = (feed: FoundFeed): Print => {
    const made = places.execute(() => print(inCompany, feed)).finally(() => prints.delete(feed.feedId));
    const one = { made, readers: 0 };
    prints.set(feed.feedId, one);
    return one;
  };
  return {
    async borrow(feed) {
      const one = prints.get(feed.feedId) ?? begin(feed);
      one.readers += 1;
      const { spool, list } = await one.made;
      return {
        list: list && { ...list, sizeBytes: spool.sizeBytes, read: spool.read },
        release: () => void leave(one),
      };
    },
  };
}

/** The scope is over before the first byte goes anywhere. */
async function print(inCompany: InCompany, { companyId, feedId }: FoundFeed) {
  const spool = await openSpool();
  try {
    const list = await inCompany(companyId, systemActor('pricing.feed'), (scope) =>
      writeList(scope, { feedId, spool }),
    );
    return { spool, list };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

async function leave(one: Print): Promise<void> {
  one.readers -= 1;
  if (one.readers === 0) {
    const { spool } = await one.made;
    await spool.close();
  }
}
