import { html } from 'htm/preact';

const tints = ['#b54840', '#96591f', '#5f64b5', '#327548', '#2f7397', '#81509f', '#a34770'];

/** A round picture of a name: its first letters on a colour of its own. */
export function Avatar({ name }: { readonly name: string }) {
  const letters = name
    .replace(/^\+[\d\s]*(?=\d\d$)/, '')
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('');
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return html`<span class="avatar" style=${{ background: tints[sum % tints.length] }} aria-hidden="true">
    ${letters.toUpperCase()}
  </span>`;
}
