import { html } from 'htm/preact';
import { useWords, type WordKey } from '../core/language.ts';
import { Ticks } from '../telegram/bubble.ts';

const words: Readonly<Record<number, WordKey>> = {
  [-1]: 'ticks.failed',
  0: 'ticks.waiting',
  1: 'ticks.sent',
  2: 'ticks.delivered',
};

/** How far a message got, as WhatsApp draws it to its sender. */
export function AckTicks({ ack }: { readonly ack: number }) {
  const t = useWords();
  const label = t(words[ack] ?? 'ticks.read');
  const sign = ack === 0 ? '◷' : '!';
  return html`<span class=${`ticks ticks-${ack >= 3 ? 'read' : ack}`} role="img" aria-label=${label} title=${label}>
    ${ack > 0 ? html`<${Ticks} count=${ack > 1 ? 2 : 1} />` : sign}
  </span>`;
}
