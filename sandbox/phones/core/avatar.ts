import { html } from 'htm/preact';

const tints = ['#c2554d', '#a8672a', '#6a6fc0', '#3f8a5b', '#3c84a8', '#8a5aa8', '#b0527c'];

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
