import { html } from 'htm/preact';
import { createStore, useStore } from './store.ts';

const shownMs = 4_000;

/** One sentence at the foot of the page. */
export interface Notice {
  readonly text: string;
  readonly tone: 'plain' | 'attention';
}

const notice = createStore<Notice | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows one sentence for four seconds. */
export function tell(text: string, tone: Notice['tone'] = 'plain'): void {
  clearTimeout(timer);
  notice.set({ text, tone });
  timer = setTimeout(() => notice.set(undefined), shownMs);
}

/** The place where such sentences appear. */
export function NoticeLine() {
  const shown = useStore(notice);
  return html`<div class="notice-line" role="status" aria-live="polite">
    ${shown && html`<p class=${`notice notice-${shown.tone}`}>${shown.text}</p>`}
  </div>`;
}
