import { html } from 'htm/preact';
import { Icon } from '../core/icons.ts';
import { useStore } from '../core/store.ts';
import { buttonKey, followStartLink, tapInline, waitingButtons } from './taps.ts';
import type { InlineButton } from './telegram.ts';

/** The buttons under a message; a tapped one turns until the bot answers. */
export function InlineKeyboard(props: { messageId: number; rows: readonly (readonly InlineButton[])[] }) {
  return html`<div class="tg-inline">
    ${props.rows.map(
      (row, index) =>
        html`<div class="tg-inline-row" key=${index}>
          ${row.map((button) => html`<${Button} messageId=${props.messageId} button=${button} />`)}
        </div>`,
    )}
  </div>`;
}

function Button({ messageId, button }: { readonly messageId: number; readonly button: InlineButton }) {
  const isWaiting = useStore(waitingButtons).has(buttonKey(messageId, button));
  if (button.url !== undefined) {
    return html`<${LinkButton} button=${button} />`;
  }
  return html`<button
    type="button"
    class=${`tg-inline-button ${isWaiting ? 'is-waiting' : ''}`}
    aria-busy=${isWaiting}
    onClick=${() => void tapInline(messageId, button)}
  >${button.text}</button>`;
}

function LinkButton({ button }: { readonly button: InlineButton }) {
  const open = (event: MouseEvent) => {
    if (followStartLink(button.url ?? '')) {
      event.preventDefault();
    }
  };
  return html`<a class="tg-inline-button" href=${button.url} target="_blank" rel="noopener" onClick=${open}>
    ${button.text}<span class="tg-inline-corner"><${Icon} name="link" /></span>
  </a>`;
}
