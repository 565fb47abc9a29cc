/** The one way text becomes Telegram HTML. */
import { escapeHtml } from '../../kernel/text.ts';

/** Text that is already safe for HTML parse mode. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The markup itself, so that a template literal or join shows it. */
  toString(): string {
    return this.text;
  }
}

/** Builds HTML; every interpolation is escaped unless it is `Html` itself, lists are joined by line breaks. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  return new Html(strings.map((part, index) => part + safe(values[index])).join(''));
}

/** Parameters of a sentence made safe for HTML; numbers stay numbers, because plural rules need them. */
export function escapeParams(params: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? escapeHtml(value) : value]),
  );
}

function safe(value: string | number | Html | readonly Html[] | undefined): string {
  if (value === undefined) {
    return '';
  }

  if (value instanceof Html) {
    return value.text;
  }

  return typeof value === 'object' ? value.map((one) => one.text).join('\n') : escapeHtml(String(value));
}
