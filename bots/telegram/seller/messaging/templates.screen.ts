/** What customers are written: the text of each event, whether it is sent, and a preview. */
import { findCompany } from '#src/companies/index.ts';
import {
  type customerEvents,
  type FoundTemplate,
  listTemplates,
  messagingErrors,
  previewTemplate,
} from '#src/messaging/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { html } from '#src/platform/telegram/html.ts';
import type { Words } from '#src/platform/words/words.ts';
import { button, type Screen, screen } from '../../feature.ts';

/** The company's template of an event, in the company's language. @throws messaging.eventUnknown */
export async function findCompanyTemplate(
  scope: Scope,
  words: Words,
  event: string | undefined,
): Promise<FoundTemplate> {
  const { language } = await findCompany(scope);
  const found = (await listTemplates(scope, words, language)).find((template) => template.event === event);
  if (!found) {
    throw messagingErrors.eventUnknown({ event: event ?? '' });
  }

  return found;
}

/** Every event with its switch. */
export function templatesScreen(words: Words): Screen {
  return screen(
    'templates',
    async (ctx) => {
      const templates = await ctx.inCompany(async (scope) =>
        listTemplates(scope, words, (await findCompany(scope)).language),
      );
      return {
        text: ctx.t('messaging-templates'),
        keyboard: templates.map(({ event, isEnabled }) => [
          button(`${isEnabled ? '✅' : '⏸'} ${ctx.label(labelOf(event))}`, 'template', event),
        ]),
        back: ['messages'],
      };
    },
    { can: 'messaging.read' },
  );
}

/** One event: its text as written and as a customer would read it. */
export function templateScreen(words: Words): Screen {
  return screen(
    'template',
    async (ctx, [event]) => {
      const found = await ctx.inCompany((scope) => findCompanyTemplate(scope, words, event));
      const preview = previewTemplate(words, found);
      const turn = found.isEnabled
        ? (['messaging-template-off-btn', 'off'] as const)
        : (['messaging-template-on-btn', 'on'] as const);
      const edit = [
        [button(ctx.label('messaging-template-edit-btn'), 'template-edit', found.event)],
        [button(ctx.label(turn[0]), 'template-turn', found.event, turn[1])],
        ...(found.isOwn ? [[button(ctx.label('messaging-template-reset-btn'), 'template-reset', found.event)]] : []),
      ];
      return {
        text: [
          ctx.t('messaging-template-title', { event: ctx.label(labelOf(found.event)) }),
          ctx.t(found.isEnabled ? 'messaging-template-is-on' : 'messaging-template-is-off'),
          `<pre>${html`${found.body}`.text}</pre>`,
          ctx.t('messaging-template-preview'),
          `<blockquote>${html`${preview}`.text}</blockquote>`,
        ].join('\n\n'),
        keyboard: ctx.visitor.can('messaging.edit') ? edit : [],
        back: ['templates'],
      };
    },
    { can: 'messaging.read' },
  );
}

function labelOf(event: (typeof customerEvents)[number]): string {
  return `orders-told-${event.replaceAll('_', '-')}`;
}
