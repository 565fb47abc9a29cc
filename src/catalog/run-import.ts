import { LockMode } from '@mikro-orm/core';
import { isAppError } from '../kernel/errors.ts';
import { systemActor } from '../kernel/scope.ts';
import type { BoundInCompany, Scope } from '../platform/db/scope.ts';
import type { JobContext, JobTools } from '../platform/jobs/define-job.ts';
import { type CabinetSession, type CabinetStore, type Marketplace, withCabinet } from '../stores/index.ts';
import { catalogErrors } from './catalog.errors.ts';
import './catalog.events.ts';
import type { ImportData } from './catalog.jobs.ts';
import { CatalogImport } from './catalog-import.entity.ts';
import { importPage } from './import-page.ts';
import { lockCatalog } from './lock-catalog.ts';

/** What the import is made of. */
export interface ImportDeps {
  readonly marketplace: Pick<Marketplace, 'shopApi' | 'cabinet'>;
}

/** What one run of it is given. */
export type ImportTools = ImportDeps &
  Pick<JobContext, 'inCompany'> &
  Pick<JobTools, 'signal' | 'progress'> & {
    /** No further attempt follows a failure of this one. */
    readonly isLast: boolean;
  };

/**
 * Imports a store's shelf. What the marketplace refuses ends the import with a code that is shown, and what came before
 * stays; anything unexpected is thrown, so that the job is tried again from the first page.
 */
export async function runImport(tools: ImportTools, job: ImportData): Promise<void> {
  const inCompany: BoundInCompany = (work) => tools.inCompany(job.companyId, systemActor('jobs.catalog.import'), work);
  const deps = { inCompany, marketplace: tools.marketplace, signal: tools.signal };
  try {
    await withCabinet(deps, job.storeId, (session, store) => readShelf({ ...tools, inCompany, session, store }, job));
  } catch (error) {
    const failure = isAppError(error) ? error : catalogErrors.importUnexpected({}, error);
    if (isAppError(error) || (tools.isLast && !tools.signal.aborted)) {
      await inCompany((scope) => fail(scope, job, failure));
    }

    if (!isAppError(error)) {
      throw error;
    }
  }
}

type Shelf = Omit<ImportTools, 'inCompany'> & {
  readonly inCompany: BoundInCompany;
  readonly session: CabinetSession;
  readonly store: CabinetStore;
};

async function readShelf(shelf: Shelf, job: ImportData): Promise<void> {
  const startedAt = await shelf.inCompany((scope) => begin(scope, job));
  if (!startedAt) {
    return;
  }

  const first = await readPages(shelf, job);
  // An offer that leaves the shelf while its pages are turned moves another one past the reader: what was not seen is
  // looked for once more before it counts as gone.
  const isMissing = isWhole(first) && (await shelf.inCompany((scope) => hasUnseen(scope, job, startedAt)));
  const last = isMissing ? await readPages(shelf, job) : first;
  await shelf.inCompany((scope) => finish(scope, job, { startedAt, isWhole: isWhole(last) }));
}

/** How much of a shelf was read, and how much the marketplace says there is. */
interface ShelfProgress {
  readonly received: number;
  readonly total: number;
}

async function readPages(shelf: Shelf, job: ImportData): Promise<ShelfProgress> {
  let progress: ShelfProgress = { received: 0, total: 0 };
  const query = {
    merchantUid: shelf.store.merchantUid,
    onPage: (now: ShelfProgress) => {
      progress = now;
    },
  };
  for await (const listings of shelf.marketplace.cabinet.listListings(shelf.session, query, shelf.signal)) {
    const { received, total } = progress;
    await shelf.inCompany(async (scope) => {
      await lockCatalog(scope);
      const row = await lockImport(scope, job);
      const counts = await importPage(scope, { storeId: job.storeId, importId: job.importId, listings });
      row?.count({ received, total, ...counts });
      scope.emit('catalog.importProgress', { storeId: job.storeId, importId: job.importId, received, total });
    });
    await shelf.progress(total === 0 ? undefined : Math.min(100, Math.round((received / total) * 100)));
  }

  return progress;
}

/** A shelf that came back empty, or with rows that could not be read, tells nothing about what is missing on it. */
function isWhole({ received, total }: ShelfProgress): boolean {
  return received > 0 && received >= total;
}

/** When the attempt began; undefined when the import is over, so a job that comes twice does nothing. */
async function begin(scope: Scope, job: ImportData): Promise<Date | undefined> {
  const row = await lockImport(scope, job);
  if (!row?.isActive()) {
    return undefined;
  }

  row.begin(scope.now());
  return scope.now();
}

const UNSEEN = 'store_id = ? and is_on_sale and (seen_at is null or seen_at < ?)';

async function hasUnseen(scope: Scope, { storeId }: ImportData, startedAt: Date): Promise<boolean> {
  const rows = await scope.em.execute<unknown[]>(`select 1 from listings where ${UNSEEN} limit 1`, [
    storeId,
    startedAt,
  ]);
  return rows.length > 0;
}

/** A listing that is not on a shelf that was seen whole is no longer sold. */
async function finish(scope: Scope, job: ImportData, shelf: { startedAt: Date; isWhole: boolean }): Promise<void> {
  await lockCatalog(scope);
  const row = await lockImport(scope, job);
  if (!row?.isActive()) {
    return;
  }

  const gone = shelf.isWhole
    ? await scope.em.execute<unknown[]>(
        `update listings set is_on_sale = false, version = version + 1, updated_at = ? where ${UNSEEN} returning id`,
        [scope.now(), job.storeId, shelf.startedAt],
      )
    : [];
  row.finish(scope.now(), gone.length);
  const { storeId, importId } = job;
  scope.emit('catalog.imported', { storeId, importId, created: row.created, updated: row.updated });
}

async function fail(scope: Scope, job: ImportData, failure: { code: string; params: Record<string, string | number> }) {
  const row = await lockImport(scope, job);
  if (row?.isActive()) {
    row.fail(scope.now(), failure);
    scope.emit('catalog.importFailed', { storeId: job.storeId, importId: job.importId, code: failure.code });
  }
}

function lockImport(scope: Scope, { importId }: ImportData): Promise<CatalogImport | null> {
  return scope.em.findOne(CatalogImport, { id: importId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}
