import { messagingErrors } from './messaging.errors.ts';

/** What a template may name, written `{order_code}`. */
export const templateVariables = [
  'customer_name',
  'order_code',
  'order_total',
  'items_list',
  'delivery_address',
  'store_name',
] as const;

/** A value for each variable; an empty one where it is not known. */
export type TemplateValues = Readonly<Record<(typeof templateVariables)[number], string>>;

/** The longest template, characters. */
export const LONGEST_TEMPLATE = 2_000;

/**
 * The text as it will be kept.
 * @throws messaging.templateEmpty, messaging.templateTooLong, messaging.variableUnknown
 */
export function readTemplate(text: string): string {
  const body = text.trim().replaceAll('\r\n', '\n');
  if (body === '') {
    throw messagingErrors.templateEmpty();
  }

  if ([...body].length > LONGEST_TEMPLATE) {
    throw messagingErrors.templateTooLong({ max: LONGEST_TEMPLATE });
  }

  const unknown = [...body.matchAll(braces)].map(([, name = '']) => name).filter((name) => !isVariable(name.trim()));
  if (unknown.length > 0) {
    throw messagingErrors.variableUnknown({ names: [...new Set(unknown)].map((name) => `{${name}}`).join(', ') });
  }
  return body;
}

/** The template with its values; a line of nothing but unknown values is left out, and so is the comma after a missing name. */
export function fillTemplate(body: string, values: TemplateValues): string {
  const lines = body.split('\n').filter((line) => !isBareAndEmpty(line, values));
  const text = lines.map((line) => line.replaceAll(braces, (whole, name: string) => lookUp(values, name) ?? whole));
  return text
    .join('\n')
    .replaceAll(/,?[ \t]+([,.!?])|,([!?.])/g, '$1$2')
    .replaceAll(/^[ \t]*,[ \t]*/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

const braces = /\{([^{}]*)\}/g;

function isVariable(name: string): name is (typeof templateVariables)[number] {
  return templateVariables.some((variable) => variable === name);
}

function lookUp(values: TemplateValues, name: string): string | undefined {
  const bare = name.trim();
  return isVariable(bare) ? values[bare] : undefined;
}

function isBareAndEmpty(line: string, values: TemplateValues): boolean {
  const names = [...line.matchAll(braces)];
  const rest = line.replaceAll(braces, '').replaceAll(/[^\p{L}\p{N}]/gu, '');
  return names.length > 0 && rest === '' && names.every(([, name = '']) => lookUp(values, name) === '');
}
