/** A new text for an event, in the seller's own words. */
import { saveTemplate, templateVariables } from '#src/messaging/index.ts';
import { askText } from '../../ask.ts';
import { attempt } from '../../attempt.ts';
import { defineDialogue } from '../../feature.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { findCompanyTemplate } from './templates.screen.ts';

/** Which event's text is written. */
export interface TemplateArgs {
  readonly event: string;
}

const MAX_TEXT = 2000;

/** Asks until the text can be kept. */
export function templateDialogue({ words }: Pick<SellerDeps, 'words'>) {
  return defineDialogue<TemplateArgs>('message-template', async (dialogue, ctx, { event }) => {
    const variables = templateVariables.map((name) => `<code>{${name}}</code>`).join('\n');
    for (;;) {
      const text = `${ctx.t('messaging-template-question')}\n\n${variables}`;
      const answer = await askText(dialogue, ctx, { text, maxLength: MAX_TEXT });
      const body = answer.kind === 'answer' ? answer.value : '';
      const outcome = await attempt(dialogue, async (scope) => {
        const { language } = await findCompanyTemplate(scope, words, event);
        await saveTemplate(scope, words, { event, language, body });
      });
      if (outcome.ok) {
        await ctx.reply(ctx.t('messaging-template-saved'));
        await dialogue.external((outer) => outer.menu.showBelow('template', event));
        return;
      }

      await ctx.reply(ctx.t(outcome.messageId, outcome.params));
    }
  });
}
