import { html } from 'htm/preact';
import { attempt } from '../core/ask.ts';
import { Dialog } from '../core/dialog.ts';
import { useWords } from '../core/language.ts';
import { createStore, useStore } from '../core/store.ts';
import { chat, type ReplyKeyboard, tap } from './telegram.ts';

/** The button whose wish for the phone number waits for the person's answer; empty when none does. */
const askedContact = createStore('');

/** The bot's keyboard; a button that asks for the phone number asks the person first. */
export function Keyboard({ rows }: { readonly rows: ReplyKeyboard['rows'] }) {
  const t = useWords();
  return html`<div class="tg-keyboard" role="group" aria-label=${t('telegram.keyboard')}>
    ${rows.map(
      (row, index) =>
        html`<div class="tg-keyboard-row" key=${index}>
          ${row.map(
            ({ text, requestContact }) =>
              html`<button type="button" onClick=${() => (requestContact ? askedContact.set(text) : void press(text))}>
                ${text}
              </button>`,
          )}
        </div>`,
    )}
  </div>`;
}

/** Asks the person before the phone number goes to the bot. */
export function ContactQuestion({ botName }: { readonly botName: string }) {
  const t = useWords();
  const asked = useStore(askedContact);
  const forget = () => askedContact.set('');
  const share = () => {
    forget();
    void press(asked);
  };
  if (!asked) {
    return null;
  }
  return html`<${Dialog}
    text=${t('telegram.shareContact', { bot: botName })}
    actions=${[[t('telegram.share'), share], [t('chat.cancel'), forget]]}
    onClose=${forget}
  />`;
}

function press(text: string): Promise<boolean> {
  return attempt(async () => {
    await tap({ text });
    await chat.refresh();
  });
}
