import type { Entity } from './wire.ts';

const entityOfTag: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

/** A start tag that waits for its end; the offset is into the text without markup. */
export interface OpenTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly offset: number;
}

/** Tells whether Telegram's HTML style has that tag. */
export function isKnownTag(name: string): boolean {
  return Object.hasOwn(entityOfTag, name);
}

/** The entity that a tag around that text means; nothing for a link without a usable address. */
export function entityFor(tag: OpenTag, inside: string): Entity | undefined {
  const entity = { type: entityOfTag[tag.name] ?? '', offset: tag.offset, length: inside.length };
  const { attributes } = tag;
  switch (tag.name) {
    case 'a': {
      const url = attributes.href ?? inside;
      return URL.canParse(url) ? { ...entity, url } : undefined;
    }
    case 'tg-emoji':
      return { ...entity, custom_emoji_id: attributes['emoji-id'] };
    case 'blockquote':
      return 'expandable' in attributes ? { ...entity, type: 'expandable_blockquote' } : entity;
    case 'code':
      return withLanguage(entity, attributes.class);
    default:
      return entity;
  }
}

function withLanguage(entity: Entity, className = ''): Entity {
  const language = /^language-(.+)/.exec(className)?.[1];
  return language ? { ...entity, language } : entity;
}
