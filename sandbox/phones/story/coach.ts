import { html } from 'htm/preact';
import { showDevice } from '../core/device.ts';
import { useWords } from '../core/language.ts';
import { useStore } from '../core/store.ts';
import { shelf, shelfView } from '../kaspi/kaspi.ts';
import { chat } from '../telegram/telegram.ts';
import { whatsapp } from '../whatsapp/whatsapp.ts';
import { nextStep } from './steps.ts';

/** The strip that names the next step of the story. */
export function Coach() {
  const t = useWords();
  const { done, total, word, places, device } = nextStep({
    chat: useStore(chat),
    shelf: shelfView(useStore(shelf)),
    whatsapp: useStore(whatsapp),
  });
  const dots = Array.from(
    { length: total },
    (_, index) => html`<i key=${index} class=${index < done ? 'is-done' : ''}></i>`,
  );
  return html`<button type="button" class="coach" onClick=${() => showDevice(device)}>
    <span class="coach-number">${done >= total ? '✓' : done + 1}</span>
    <span role="status" aria-live="polite">${t(word, places)}</span>
    <span class="coach-dots" aria-hidden="true">${dots}</span>
  </button>`;
}
