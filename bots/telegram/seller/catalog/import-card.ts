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
  const counts = { received: view.received, total };
  const again = button(speech.label('catalog-import-again-btn'), 'import', view.storeId);
  switch (view.state) {
    case 'done':
      return doneCard(speech, view, again);
    case 'failed':
      return {
        text: [speech.t('catalog-import-failed', counts), reason(speech, view)].join('\n'),
        keyboard: [[again]],
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

/** An empty shelf is not believed: nothing was taken off sale for it, so it is not called loaded either. */
function doneCard(speech: Speech, { received, total, created, updated, removed }: ImportView, again: Button): Card {
  const products = button(speech.label('catalog-products-btn'), 'products', 0);
  if (received === 0) {
    return { text: speech.t('catalog-import-empty'), keyboard: [[again], [products]] };
  }

  const unread = (total ?? received) - received;
  const lines = [
    speech.t('catalog-import-done', { received, created, updated, removed }),
    ...(unread > 0 ? [speech.t('catalog-import-unread', { count: unread })] : []),
  ];
  return { text: lines.join('\n'), keyboard: [[products]] };
}

function reason(speech: Speech, { failure, failureParams }: ImportView): string {
  return speech.t(messageIdOf(failure ?? 'catalog.importUnexpected'), failureParams);
}

function bar(received: number, total: number): string {
  const full = Math.min(BAR_CELLS, Math.floor((received / total) * BAR_CELLS));
  return `${'▰'.repeat(full)}${'▱'.repeat(BAR_CELLS - full)}`;
}
