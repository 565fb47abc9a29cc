import type { MarkedText } from './html-markup.ts';
import type { Entity } from './wire.ts';

const plainTags: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

/** Safe HTML of a message for the page; line breaks stay characters. */
export function renderedHtml({ text, entities }: MarkedText): string {
  return renderRange({ text, from: 0, to: text.length }, entities);
}

function renderRange(range: { text: string; from: number; to: number }, entities: readonly Entity[]): string {
  const { text, to } = range;
  let html = '';
  let at = range.from;
  for (const [index, entity] of entities.entries()) {
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || end <= entity.offset) {
      continue;
    }
    const inner = entities.slice(index + 1).filter(({ offset }) => offset >= entity.offset && offset < end);
    const inside = renderRange({ text, from: entity.offset, to: end }, inner);
    html += escaped(text.slice(at, entity.offset)) + wrapped(entity, { inside, raw: text.slice(entity.offset, end) });
    at = end;
  }
  return html + escaped(text.slice(at, to));
}

function wrapped(entity: Entity, { inside, raw }: { inside: string; raw: string }): string {
  const tag = plainTags[entity.type];
  if (tag) {
    return `<${tag}>${inside}</${tag}>`;
  }

  const link = entity.type === 'url' ? raw : entity.url;
  if (link && /^(https?|tg):\/\//.test(link)) {
    return `<a href="${escaped(link)}" target="_blank" rel="noopener noreferrer">${inside}</a>`;
  }
  return `<span class="${entity.type.replaceAll('_', '-').replaceAll(/[^\w-]/g, '')}">${inside}</span>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
