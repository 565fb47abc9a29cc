import { assertCan } from '../companies/index.ts';
import { type Language, languages } from '../kernel/language.ts';
import { formatTenge } from '../kernel/money.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { Words } from '../platform/words/words.ts';
import { defaultBody, type FoundTemplate, findTemplate, type TemplateKey } from './find-template.ts';
import { type Channel, MessageTemplate } from './message.entity.ts';
import { type CustomerEvent, customerEvents } from './message-events.ts';
import { messagingErrors } from './messaging.errors.ts';
import { fillTemplate, readTemplate, type TemplateValues } from './template-text.ts';

/** A company's own text; what is left out stays as it is. */
export interface TemplateInput {
  readonly event: string;
  readonly language: Language;
  readonly channel?: Channel | undefined;
  readonly body?: string | undefined;
  readonly isEnabled?: boolean | undefined;
}

/**
 * Keeps the company's own text for an event, or switches the event.
 * @throws messaging.eventUnknown, messaging.templateEmpty, messaging.templateTooLong, messaging.variableUnknown,
 * permission.forbidden
 */
export async function saveTemplate(scope: Scope, words: Words, input: TemplateInput): Promise<FoundTemplate> {
  assertCan(scope, 'messaging.edit');
  const key = keyOf(input);
  const found = await findTemplate(scope, words, key);
  const body = input.body === undefined ? found.body : readTemplate(input.body);
  const isEnabled = input.isEnabled ?? found.isEnabled;
  const { event, language, channel } = found;
  await scope.em.upsert(
    MessageTemplate,
    { companyId: scope.companyId, event, language, channel, body, isEnabled },
    {
      onConflictFields: ['companyId', 'event', 'channel', 'language'],
      onConflictMergeFields: ['body', 'isEnabled', 'updatedAt'],
    },
  );
  return { ...found, body, isEnabled, isOwn: true };
}

/** Goes back to the default text. @throws messaging.eventUnknown, permission.forbidden */
export async function resetTemplate(scope: Scope, words: Words, input: TemplateInput): Promise<FoundTemplate> {
  assertCan(scope, 'messaging.edit');
  const { event, language, channel = 'whatsapp' } = keyOf(input);
  await scope.em.nativeDelete(MessageTemplate, { event, language, channel });
  return findTemplate(scope, words, { event, language, channel });
}

/** Every template of a language. @throws permission.forbidden */
export async function listTemplates(scope: Scope, words: Words, language: Language): Promise<FoundTemplate[]> {
  assertCan(scope, 'messaging.read');
  const found: FoundTemplate[] = [];
  for (const event of customerEvents) {
    found.push(await findTemplate(scope, words, { event, language }));
  }
  return found;
}

/**
 * What a customer would read, with an example's values; the default text when none is given.
 * @throws messaging.eventUnknown, messaging.templateEmpty, messaging.templateTooLong, messaging.variableUnknown
 */
export function previewTemplate(words: Words, input: TemplateInput): string {
  const { event, language } = keyOf(input);
  const body = readTemplate(input.body ?? defaultBody(words, event, language));
  return fillTemplate(body, exampleValues(words, language));
}

function exampleValues(words: Words, language: Language): TemplateValues {
  return {
    customer_name: words.t(language, 'messaging-example-customer'),
    order_code: '790686780',
    order_total: formatTenge(499_000),
    items_list: words.t(language, 'messaging-example-items'),
    delivery_address: words.t(language, 'messaging-example-address'),
    store_name: 'TechnoMart',
  };
}

function keyOf({ event, language, channel }: TemplateInput): TemplateKey {
  const known = customerEvents.find((candidate): candidate is CustomerEvent => candidate === event);
  if (!known || !languages.includes(language)) {
    throw messagingErrors.eventUnknown({ event });
  }
  return { event: known, language, channel };
}
