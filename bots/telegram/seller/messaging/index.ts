import {
  connectWhatsApp,
  disconnectWhatsApp,
  resendMessage,
  resetTemplate,
  saveTemplate,
} from '#src/messaging/index.ts';
import type { BotContext } from '../../context.ts';
import { action, enterDialogue, type TapAction } from '../../feature.ts';
import type { SellerDeps, SellerFeature } from '../seller-deps.ts';
import { failedScreen, leaveScreen, messagesScreen, messagingHome } from './messages.screen.ts';
import { templateDialogue } from './template.dialogue.ts';
import { findCompanyTemplate, templateScreen, templatesScreen } from './templates.screen.ts';
import { createWhatsAppCardJob, type WhatsAppCardJob } from './whatsapp-card.job.ts';

export { createSellerNotices, type NoticeDeps } from './notices.ts';
export { createWhatsAppCardJob } from './whatsapp-card.job.ts';

/** Messages: the WhatsApp number they leave from, their texts, and those that did not arrive. */
export function messagingFeature(deps: SellerDeps): SellerFeature {
  const card = createWhatsAppCardJob(deps);
  const template = templateDialogue(deps);
  return {
    name: 'messaging',
    home: messagingHome,
    commands: [{ name: 'messages', descriptionId: 'messaging-command', run: (ctx) => ctx.menu.showBelow('messages') }],
    screens: [messagesScreen, failedScreen, leaveScreen, templatesScreen(deps.words), templateScreen(deps.words)],
    actions: [
      ...whatsAppActions(deps, card),
      ...templateActions(deps),
      action('template-edit', (ctx, [event]) => enterDialogue(ctx, template, { event: String(event) }), {
        can: 'messaging.edit',
      }),
      action(
        'message-resend',
        async (ctx, [messageId]) => {
          await ctx.inCompany((scope) => resendMessage(scope, { messageId: String(messageId) }));
          await ctx.menu.show('messages-failed');
        },
        { can: 'messaging.resend' },
      ),
    ],
    dialogues: [template],
  };
}

function whatsAppActions(deps: SellerDeps, card: WhatsAppCardJob): TapAction[] {
  const { whatsApp } = deps;
  const can = 'messaging.connect';
  return [
    action(
      'whatsapp-on',
      async (ctx) => {
        const askedAt = deps.clock.now();
        await connectWhatsApp({ inCompany: ctx.inCompany, whatsApp });
        await ctx.menu.show('messages');
        await showCode(ctx, deps, { card, askedAt });
      },
      { can },
    ),
    action(
      'whatsapp-off',
      async (ctx) => {
        await disconnectWhatsApp({ inCompany: ctx.inCompany, whatsApp });
        await ctx.menu.show('messages');
      },
      { can },
    ),
  ];
}

async function showCode(
  ctx: BotContext,
  { enqueue }: SellerDeps,
  { card, askedAt }: { readonly card: WhatsAppCardJob; readonly askedAt: Date },
): Promise<void> {
  const { companyId } = ctx.visitor;
  if (companyId !== undefined) {
    const { botId, language } = ctx;
    await enqueue(card, { companyId, botId, chatKey: String(ctx.chatId), language, askedAt: askedAt.toISOString() });
  }
}

function templateActions({ words }: SellerDeps): TapAction[] {
  const can = 'messaging.edit';
  return [
    action(
      'template-turn',
      async (ctx, [event, to]) => {
        await ctx.inCompany(async (scope) => {
          const found = await findCompanyTemplate(scope, words, event);
          await saveTemplate(scope, words, { event: found.event, language: found.language, isEnabled: to === 'on' });
        });
        await ctx.menu.show('template', String(event));
      },
      { can },
    ),
    action(
      'template-reset',
      async (ctx, [event]) => {
        await ctx.inCompany(async (scope) => {
          const found = await findCompanyTemplate(scope, words, event);
          await resetTemplate(scope, words, { event: found.event, language: found.language });
        });
        await ctx.menu.show('template', String(event));
      },
      { can },
    ),
  ];
}
