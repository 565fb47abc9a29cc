import { badRequest } from './errors.ts';
import { type MarkedText, parseHtml } from './html-markup.ts';
import { jsonParam, type Params, textParam } from './params.ts';
import type { Entity } from './wire.ts';

const patterns: readonly (readonly [string, RegExp])[] = [
  ['url', /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g],
  ['bot_command', /(?<![^\s])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{5,32})?(?![\w/])/g],
  ['mention', /(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{4,31}\b/g],
];
const parseModes = ['', 'HTML'];

/** Which three parameters make one formatted text, and how long it may be. */
export interface TextField {
  readonly name: 'text' | 'caption';
  readonly entities: 'entities' | 'caption_entities';
  readonly maxLength: number;
  readonly tooLong: string;
}

/** A message's text: 1–4096 characters after entity parsing. */
export const messageText: TextField = {
  name: 'text',
  entities: 'entities',
  maxLength: 4096,
  tooLong: 'message is too long',
};

/** A caption: up to 1024 characters after entity parsing. */
export const messageCaption: TextField = {
  name: 'caption',
  entities: 'caption_entities',
  maxLength: 1024,
  tooLong: 'message caption is too long',
};

/** Reads a formatted text from a call's parameters. @throws TelegramError 400 when markup is broken or it is too long */
export function formattedParam(params: Params, field: TextField): MarkedText {
  const raw = (textParam(params, field.name) ?? '').replaceAll('\r', '');
  const marked = trimmed(markedText(params, { field, raw }));
  if (marked.text.length > field.maxLength) {
    throw badRequest(field.tooLong);
  }
  return withDetected(marked);
}

/** Adds the entities that Telegram finds itself: links, commands, mentions. */
export function withDetected({ text, entities }: MarkedText): MarkedText {
  const fixed = entities.filter(({ type }) => ['text_link', 'code', 'pre'].includes(type));
  const found = patterns.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  );
  const free: Entity[] = [];
  for (const entity of found) {
    if (![...fixed, ...free].some((other) => overlaps(entity, other))) {
      free.push(entity);
    }
  }
  return { text, entities: [...entities, ...free].sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function markedText(params: Params, { field, raw }: { field: TextField; raw: string }): MarkedText {
  const mode = textParam(params, 'parse_mode') ?? '';
  if (!parseModes.some((known) => known.toLowerCase() === mode.toLowerCase())) {
    throw badRequest('unsupported parse_mode');
  }
  if (mode) {
    return parseHtml(raw);
  }

  const given = jsonParam(params, field.entities) ?? [];
  if (!Array.isArray(given) || !given.every(isEntity)) {
    throw badRequest("can't parse entities JSON object");
  }
  return { text: raw, entities: given };
}

function isEntity(value: unknown): value is Entity {
  const { type, offset, length } = Object(value) as Partial<Entity>;
  return typeof type === 'string' && Number.isInteger(offset) && Number.isInteger(length);
}

function trimmed({ text, entities }: MarkedText): MarkedText {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const kept = entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
  });
  return { text: text.trim(), entities: kept };
}

function overlaps(a: Entity, b: Entity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
