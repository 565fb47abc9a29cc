import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { isStreamOpen, worldEvents } from '../core/events.ts';
import { useWords } from '../core/language.ts';
import { useStore } from '../core/store.ts';
import { momentsOf } from './moments.ts';

/** The line of time: causes and effects of this visit with the seconds between them. */
export function Timeline() {
  const t = useWords();
  const line = useRef<HTMLElement>(null);
  const isOpen = useStore(isStreamOpen);
  const moments = momentsOf(useStore(worldEvents));
  const shownId = useRef(0);
  const lastId = moments.at(-1)?.id ?? 0;
  useEffect(() => {
    if (shownId.current !== lastId) {
      shownId.current = lastId;
      line.current?.scrollTo({ left: line.current.scrollWidth });
    }
  });

  return html`<footer class="timeline" ref=${line} aria-label=${t('timeline.title')} tabindex="0">
    ${!isOpen && html`<span class="timeline-lost">${t('timeline.lost')}</span>`}
    ${isOpen && moments.length === 0 && html`<span class="timeline-empty">${t('timeline.empty')}</span>`}
    <ol>
      ${moments.map(
        ({ id, source, word, places, gapSeconds }) =>
          html`<li key=${id}>
            ${gapSeconds && html`<span class="gap">→ ${t('timeline.seconds', { seconds: gapSeconds })} →</span>`}
            <span class=${`moment moment-${source}`}>${t(word, places)}</span>
          </li>`,
      )}
    </ol>
  </footer>`;
}
