import { z } from 'zod';
import { defineJob } from '../platform/jobs/define-job.ts';
import { type ImportDeps, runImport } from './run-import.ts';

const importData = z.object({ companyId: z.uuid(), storeId: z.uuid(), importId: z.uuid() });

/** Which import to run. */
export type ImportData = z.infer<typeof importData>;

const RETRIES = 3;

/** Reads a store's whole shelf from the marketplace, page by page. */
export function createImportJob(deps: ImportDeps) {
  return defineJob({
    name: 'catalog.import',
    data: importData,
    lockMinutes: 10,
    retries: RETRIES,
    key: ({ importId }) => importId,
    concurrency: 2,
    run: (data, tools) => runImport({ ...deps, ...tools, isLast: tools.attempt > RETRIES }, data),
  });
}
