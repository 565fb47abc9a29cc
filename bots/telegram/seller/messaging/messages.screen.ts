/** Messages to customers: the number they leave from, and those that did not arrive. */

import {
  countMessagesByState,
  customerEvents,
  listFailedMessages,
  type MessageView,
  type WhatsAppView,
  whatsAppStatus,
} from '#src/messaging/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import type { BotContext, Button } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import type { HomePart } from '../seller-deps.ts';
import { needsSeller, whatsAppWords } from './whatsapp-words.ts';

const SHOWN_FAILED = 8;
const LABEL_LENGTH = 36;

/** How the number stands, and what waits. */
export const messagesScreen = screen(
  'messages',
  async (ctx) => {
    const { view, counts } = await ctx.inCompany(look);
    const failed = (counts.failed ?? 0) + (counts.unknown ?? 0);
    const groups = [
      [ctx.t('messaging-title')],
      [whatsAppWords(ctx, view)],
      [
        ...(counts.queued ? [ctx.t('messaging-queued', { count: counts.queued })] : []),
        ...(failed > 0 ? [ctx.t('messaging-failed', { count: failed })] : []),
      ],
    ];
    return {
      text: groups
        .filter((group) => group.length > 0)
        .map((group) => group.join('\n'))
        .join('\n\n'),
      keyboard: keyboardOf(ctx, view, failed),
    };
  },
  { can: 'messaging.read' },
);

/** Messages that need a person, newest first. */
export const failedScreen = screen(
  'messages-failed',
  async (ctx) => {
    const { messages } = await ctx.inCompany((scope) => listFailedMessages(scope, { limit: SHOWN_FAILED }));
    const lines = messages.map((message) => failedLine(ctx, message));
    return {
      text: [ctx.t('messaging-failed-title'), ...(lines.length === 0 ? [ctx.t('messaging-failed-none')] : lines)].join(
        '\n\n',
      ),
      keyboard: ctx.visitor.can('messaging.resend') ? messages.map((message) => [resendButton(message)]) : [],
      back: ['messages'],
    };
  },
  { can: 'messaging.read' },
);

/** Asks before the number is unlinked. */
export const leaveScreen = screen(
  'whatsapp-leave',
  async (ctx) => ({
    text: ctx.t('messaging-disconnect-question'),
    keyboard: [[button(ctx.label('messaging-disconnect-yes-btn'), 'whatsapp-off')]],
    back: ['messages'],
  }),
  { can: 'messaging.connect' },
);

/** What the main menu tells of messages. */
export const messagingHome: HomePart = {
  screen: 'messages',
  labelId: 'messaging-home-btn',
  can: 'messaging.read',
  place: 40,
  summarize: async (scope, ctx) => {
    const { view, counts } = await look(scope);
    const isWaiting = (counts.queued ?? 0) > 0 || view?.isWanted === true;
    const trouble = needsSeller(view) && isWaiting ? [ctx.t('messaging-home-not-linked')] : [];
    const failed = counts.failed ? [ctx.t('messaging-home-failed', { count: counts.failed })] : [];
    return { attention: [...trouble, ...failed] };
  },
};

async function look(scope: Scope) {
  return { view: await whatsAppStatus(scope), counts: await countMessagesByState(scope) };
}

function keyboardOf(ctx: BotContext, view: WhatsAppView | null, failed: number): Button[][] {
  const failures = failed > 0 ? [[button(ctx.label('messaging-failed-btn'), 'messages-failed')]] : [];
  const templates = [[button(ctx.label('messaging-templates-btn'), 'templates')]];
  if (!ctx.visitor.can('messaging.connect')) {
    return [...failures, ...templates];
  }

  const connectId = view?.isWanted && view.state === 'waiting_for_scan' ? 'messaging-qr-btn' : 'messaging-connect-btn';
  return [
    ...(needsSeller(view) ? [[button(ctx.label(connectId), 'whatsapp-on')]] : []),
    ...failures,
    ...templates,
    ...(view?.isWanted ? [[button(ctx.label('messaging-disconnect-btn'), 'whatsapp-leave')]] : []),
    [button(ctx.label('messaging-refresh-btn'), 'messages')],
  ];
}

function failedLine(ctx: BotContext, { event, recipient, lastError, queuedAt }: MessageView): string {
  const why = knownTroubles.find((trouble) => trouble === lastError)?.replaceAll('_', '-') ?? 'other';
  return [
    ctx.t('messaging-failed-line', { event: eventLabel(ctx, event), recipient, at: ctx.moment(queuedAt) }),
    ctx.t(`messaging-why-${why}`),
  ].join('\n');
}

const knownTroubles = ['not_on_whatsapp', 'outcome_unknown', 'refused_by_network'] as const;

function resendButton({ id, recipient }: MessageView): Button {
  return button(`🔁 ${recipient}`.slice(0, LABEL_LENGTH), 'message-resend', id);
}

/** Member notices have no name of their own: people know them as notices. */
function eventLabel(ctx: BotContext, event: string): string {
  const known = customerEvents.find((one) => one === event);
  return known ? ctx.label(`orders-told-${known.replaceAll('_', '-')}`) : ctx.label('messaging-notice');
}
