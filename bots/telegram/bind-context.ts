/** Gives every update its visitor, words, menu and data. */
import type { Middleware } from 'grammy';
import type { Scope } from '#src/platform/db/scope.ts';
import { botErrors } from '#src/platform/telegram/telegram.errors.ts';
import type { Visitor } from '#src/platform/telegram/visitor.ts';
import type { BotContext, BotFlavour, Speech } from './context.ts';
import { failureOf } from './failures.ts';
import type { BotKit, BotParts } from './kit.ts';
import { createMenu } from './menu.ts';
import { createSpeech } from './speech.ts';

/** Binds the context of updates from private chats; must come first. Updates without a person go no further. */
export function bindContext(kit: BotKit, parts: BotParts): Middleware<BotContext> {
  return async (ctx, next) => {
    const from = ctx.from;
    if (ctx.chat?.type !== 'private' || !from) {
      return;
    }

    const findVisitor = () =>
      kit.resolveVisitor(
        {
          id: from.id,
          firstName: from.first_name,
          ...(from.last_name && { lastName: from.last_name }),
          ...(from.username && { username: from.username }),
          ...(from.language_code && { languageCode: from.language_code }),
        },
        parts.botId,
      );
    bind(ctx, { kit, parts, findVisitor, visitor: await findVisitor() });
    await next();
  };
}

interface Binding {
  readonly kit: BotKit;
  readonly parts: BotParts;
  readonly findVisitor: () => Promise<Visitor>;
  readonly visitor: Visitor;
}

function bind(ctx: BotContext, { kit, parts, findVisitor, visitor: first }: Binding): void {
  let visitor = first;
  let speech = speechOf(kit, visitor);
  let attempts = 0;
  const logger = kit.logger.child({ botId: parts.botId, updateId: ctx.update.update_id });
  const flavour: BotFlavour = {
    botId: parts.botId,
    updateKey: `telegram:${parts.botId}:${ctx.chatId}:${ctx.update.update_id}`,
    drafts: kit.drafts,
    draft: { isKept: false, isTakenUp: false },
    ending: kit.ending,
    menu: createMenu(ctx, kit, parts),
    get visitor() {
      return visitor;
    },
    get language() {
      return speech.language;
    },
    t: (id, params) => speech.t(id, params),
    label: (id, params) => speech.label(id, params),
    moment: (at) => speech.moment(at),
    inCompany: (work) => inCompanyOf(kit, visitor, work),
    reloadVisitor: async () => {
      visitor = await findVisitor();
      speech = speechOf(kit, visitor);
    },
    failureOf: (error) => failureOf(error, logger),
    nextAttempt: () => {
      attempts += 1;
      return attempts;
    },
  };
  // Descriptors keep the getters alive; Object.assign would freeze their first values.
  Object.defineProperties(ctx, Object.getOwnPropertyDescriptors(flavour));
}

function speechOf(kit: BotKit, visitor: Visitor): Speech {
  return createSpeech(kit.words, visitor.language, visitor.zone);
}

async function inCompanyOf<T>(kit: BotKit, visitor: Visitor, work: (scope: Scope) => Promise<T>): Promise<T> {
  const { companyId, memberId } = visitor;
  if (companyId === undefined || memberId === undefined) {
    throw botErrors.noCompany();
  }

  return kit.inCompany(companyId, { kind: 'member', id: memberId, can: (action) => visitor.can(action) }, work);
}
