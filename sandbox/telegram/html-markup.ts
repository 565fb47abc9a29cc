import { ownValue } from '../own.ts';
import { badRequest } from './errors.ts';
import { entityFor, isKnownTag, type OpenTag } from './markup-tag.ts';
import type { Entity } from './wire.ts';

const namedCharacters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const attributePattern = /\s+([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/y;
const characterPattern = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));?/iy;

/** A text without markup and the entities that the markup meant. */
export interface MarkedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

interface Reader {
  readonly html: string;
  at: number;
  text: string;
  readonly open: OpenTag[];
  readonly entities: Entity[];
}

/**
 * Reads Telegram's HTML style (https://core.telegram.org/bots/api#html-style).
 * @throws TelegramError 400 "can't parse entities" naming the byte offset
 */
export function parseHtml(html: string): MarkedText {
  const reader: Reader = { html, at: 0, text: '', open: [], entities: [] };
  while (reader.at < html.length) {
    readNext(reader);
  }
  const unclosed = reader.open.at(-1);
  if (unclosed) {
    throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }

  const entities = reader.entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return { text: reader.text, entities };
}

function readNext(reader: Reader): void {
  if (reader.html.startsWith('</', reader.at)) {
    readEndTag(reader);
  } else if (reader.html[reader.at] === '<') {
    readStartTag(reader);
  } else {
    readCharacter(reader);
  }
}

function readCharacter(reader: Reader): void {
  characterPattern.lastIndex = reader.at;
  const match = characterPattern.exec(reader.html);
  const decoded = match && decode(match);
  reader.text += decoded ?? reader.html[reader.at];
  reader.at += match && decoded ? match[0].length : 1;
}

function decode([, hex, decimal, name]: RegExpExecArray): string | undefined {
  if (name) {
    return ownValue(namedCharacters, name);
  }
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function readStartTag(reader: Reader): void {
  const begin = reader.at;
  const name = /^[^\s>]*/.exec(reader.html.slice(begin + 1))?.[0].toLowerCase() ?? '';
  if (begin + 1 + name.length >= reader.html.length) {
    throw markupError(reader, 'Unclosed start tag', begin);
  }
  if (!isKnownTag(name)) {
    throw markupError(reader, `Unsupported start tag "${name}"`, begin);
  }

  reader.at = begin + 1 + name.length;
  const attributes = readAttributes(reader);
  if (reader.html[reader.at] !== '>') {
    throw markupError(reader, 'Unclosed start tag', begin);
  }
  if (name === 'span' && attributes.class !== 'tg-spoiler') {
    throw markupError(reader, 'Tag "span" must have class "tg-spoiler"', begin);
  }
  reader.at += 1;
  reader.open.push({ name, attributes, offset: reader.text.length });
}

function readAttributes(reader: Reader): Record<string, string> {
  const attributes: Record<string, string> = {};
  attributePattern.lastIndex = reader.at;
  let match = attributePattern.exec(reader.html);
  while (match) {
    reader.at = attributePattern.lastIndex;
    const [, name = '', double, single, bare] = match;
    attributes[name.toLowerCase()] = decodeAll(double ?? single ?? bare ?? '');
    match = attributePattern.exec(reader.html);
  }
  reader.at += /^\s*/.exec(reader.html.slice(reader.at))?.[0].length ?? 0;
  return attributes;
}

function decodeAll(value: string): string {
  const reader: Reader = { html: value, at: 0, text: '', open: [], entities: [] };
  while (reader.at < value.length) {
    readCharacter(reader);
  }
  return reader.text;
}

function readEndTag(reader: Reader): void {
  const begin = reader.at;
  const tag = reader.open.pop();
  if (!tag) {
    throw markupError(reader, 'Unexpected end tag', begin);
  }
  const match = /^<\/([^\s>]*)\s*>/.exec(reader.html.slice(begin));
  if (!match) {
    throw markupError(reader, 'Unclosed end tag', begin);
  }
  const name = (match[1] ?? '').toLowerCase();
  if (name !== '' && name !== tag.name) {
    const offset = byteOffset(reader, begin);
    throw badRequest(
      `can't parse entities: Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`,
    );
  }

  reader.at += match[0].length;
  closeTag(reader, tag);
}

function closeTag(reader: Reader, tag: OpenTag): void {
  const length = reader.text.length - tag.offset;
  const entity = length > 0 ? entityFor(tag, reader.text.slice(tag.offset)) : undefined;
  if (!entity) {
    return;
  }

  const inner = reader.entities.at(-1);
  const isProgram =
    entity.type === 'pre' && inner?.type === 'code' && inner.offset === tag.offset && inner.length === length;
  if (isProgram) {
    reader.entities.pop();
  }
  reader.entities.push({ ...entity, ...(isProgram && inner?.language ? { language: inner.language } : {}) });
}

function markupError(reader: Reader, problem: string, index: number): Error {
  return badRequest(`can't parse entities: ${problem} at byte offset ${byteOffset(reader, index)}`);
}

function byteOffset(reader: Reader, index: number): number {
  return Buffer.byteLength(reader.html.slice(0, index));
}
