import { html } from 'htm/preact';
import { useOverlayFocus } from './focus.ts';

/** A question over one device; the first action is the main one. */
export interface DialogProps {
  readonly text: string;
  readonly actions: readonly (readonly [string, () => void])[];
  readonly onClose: () => void;
}

/** A small window over its device; Escape closes it. */
export function Dialog({ text, actions, onClose }: DialogProps) {
  const main = useOverlayFocus<HTMLButtonElement>();
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      onClose();
    }
  };

  return html`<div class="dialog-shade" onKeyDown=${closeOnEscape}>
    <div class="dialog" role="alertdialog" aria-modal="true" aria-label=${text}>
      <p>${text}</p>
      <div class="dialog-actions">
        ${actions.map(
          ([label, act], index) =>
            html`<button type="button" ref=${index === 0 ? main : null} class=${index === 0 ? 'is-main' : ''} onClick=${act}>
              ${label}
            </button>`,
        )}
      </div>
    </div>
  </div>`;
}
