/** The card that shows how far an import got. */
import type { ImportView } from '#src/catalog/index.ts';
import { messageIdOf } from '#src/kernel/errors.ts';
import type { Button, Speech } from '../../context.ts';
import { button } from '../../feature.ts';

/** A message outside the menu: Telegram HTML and its buttons. */
export interface Card {
  readonly text: string;
  readonly keyboard: readonly (readonly Button[])[];
}

const BAR_CELLS = 10;

/** The import in words: a bar while it runs, counts when it is done, the reason and a way on when it failed. */
export function importCard(speech: Speech, view: ImportView): Card {
  const total = view.total ?? 0;
  const counts = { received: view.received, total, created: view.created, updated: view.updated };
  switch (view.state) {
    case 'done':
      return {
        text: speech.t('catalog-import-done', { ...counts, removed: view.removed }),
        keyboard: [[button(speech.label('catalog-products-btn'), 'products', 0)]],
      };
    case 'failed':
      return {
        text: [speech.t('catalog-import-failed', counts), reason(speech, view)].join('\n'),
        keyboard: [[button(speech.label('catalog-import-again-btn'), 'import', view.storeId)]],
      };
    default:
      return {
        text:
          total > 0
            ? `${speech.t('catalog-import-running', counts)}\n${bar(view.received, total)}`
            : speech.t('catalog-import-begun'),
        keyboard: [[button(speech.label('catalog-import-refresh-btn'), 'import-card', view.id)]],
      };
  }
}

/** Whether nothing will change any more. */
export function isOver(view: Pick<ImportView, 'state'>): boolean {
  return view.state === 'done' || view.state === 'failed';
}

function reason(speech: Speech, { failure, failureParams }: ImportView): string {
  return speech.t(messageIdOf(failure ?? 'catalog.importUnexpected'), failureParams);
}

function bar(received: number, total: number): string {
  const full = Math.min(BAR_CELLS, Math.floor((received / total) * BAR_CELLS));
  return `${'▰'.repeat(full)}${'▱'.repeat(BAR_CELLS - full)}`;
}
