import type { Language } from '../kernel/language.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { Words } from '../platform/words/words.ts';
import type { Channel } from './message.entity.ts';
import { MessageTemplate } from './message.entity.ts';
import { type CustomerEvent, onByDefault } from './message-events.ts';
import { templateVariables } from './template-text.ts';

/** Which template is meant. */
export interface TemplateKey {
  readonly event: CustomerEvent;
  readonly language: Language;
  readonly channel?: Channel | undefined;
}

/** The text that would be sent, and whether it would be. */
export interface FoundTemplate {
  readonly event: CustomerEvent;
  readonly language: Language;
  readonly channel: Channel;
  readonly body: string;
  readonly isEnabled: boolean;
  /** Whether the company wrote it. */
  readonly isOwn: boolean;
}

/** The company's own text for an event, or the default one. */
export async function findTemplate(scope: Scope, words: Words, key: TemplateKey): Promise<FoundTemplate> {
  const { event, language, channel = 'whatsapp' } = key;
  const own = await scope.em.findOne(MessageTemplate, { event, language, channel });
  return {
    ...{ event, language, channel },
    body: own?.body ?? defaultBody(words, event, language),
    isEnabled: own?.isEnabled ?? onByDefault.has(event),
    isOwn: own !== null,
  };
}

/** The default with its variables still written `{order_code}`, as the company would write them. */
export function defaultBody(words: Words, event: CustomerEvent, language: Language): string {
  const names = Object.fromEntries(templateVariables.map((name) => [name, `{${name}}`]));
  return words.t(language, `messaging-template-${event}`, names);
}
