import { defineReaction, type Reaction } from '../platform/events/define-reaction.ts';
import './catalog.events.ts';
import type { ImportData } from './catalog.jobs.ts';

/** What the catalog's reactions need: to enqueue the import job, which has one row per import. */
export interface CatalogReactionDeps {
  readonly enqueueImport: (data: ImportData) => Promise<unknown>;
}

/** Starts the import that a seller asked for. */
export function catalogReactions(deps: CatalogReactionDeps): Reaction[] {
  return [
    defineReaction({
      name: 'catalog.onImportRequested',
      on: 'catalog.importRequested',
      run: async ({ companyId }, { storeId, importId }) => {
        await deps.enqueueImport({ companyId, storeId, importId });
      },
    }),
  ];
}
