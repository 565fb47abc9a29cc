/** Makes a newcomer an owner: their own phone, then the name of their company. */
import { sharePhone, switchCompany } from '#src/access/index.ts';
import { createCompany } from '#src/companies/index.ts';
import { askText } from '../../ask.ts';
import { attemptCall } from '../../attempt.ts';
import { askContact } from '../../contact.ts';
import type { BotContext, Dialogue, InnerContext } from '../../context.ts';
import { defineDialogue } from '../../feature.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { telegramUserOf } from './telegram-user.ts';

const MAX_NAME = 120;

/** Asks only for what is not known yet; a phone that already belongs to a company's member ends it at once. */
export function signUpDialogue(deps: SellerDeps) {
  return defineDialogue('sign-up', async (dialogue, ctx) => {
    const known = await dialogue.external((outer) => standing(outer));
    const present = known.hasPerson ? known : await introduce(dialogue, ctx, deps);
    if (!present.hasCompany) {
      await foundCompany(dialogue, ctx, deps);
    }

    await dialogue.external((outer) => outer.menu.showHome());
  });
}

/** What of a visitor is known. */
interface Standing {
  readonly hasPerson: boolean;
  readonly hasCompany: boolean;
}

function standing({ visitor }: BotContext): Standing {
  return { hasPerson: visitor.personId !== undefined, hasCompany: visitor.companyId !== undefined };
}

async function introduce(dialogue: Dialogue, ctx: InnerContext, deps: SellerDeps): Promise<Standing> {
  for (;;) {
    const phone = await askContact(dialogue, ctx, ctx.t('access-contact-question'));
    const outcome = await attemptCall(dialogue, async (outer) => {
      const user = telegramUserOf(outer);
      await sharePhone(deps, { user, contact: { userId: user.id, phone } });
      await outer.reloadVisitor();
      return standing(outer);
    });
    if (outcome.ok) {
      return outcome.value;
    }

    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
  }
}

async function foundCompany(dialogue: Dialogue, ctx: InnerContext, deps: SellerDeps): Promise<void> {
  for (;;) {
    const answer = await askText(dialogue, ctx, { text: ctx.t('companies-name-question'), maxLength: MAX_NAME });
    const name = answer.kind === 'answer' ? answer.value : '';
    const outcome = await attemptCall(dialogue, (outer) => found(outer, deps, name));
    if (outcome.ok) {
      await ctx.reply(ctx.t('companies-founded', { name }));
      return;
    }

    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
  }
}

/** Founds the company unless the same answer already did before the process died. */
async function found(outer: BotContext, deps: SellerDeps, name: string): Promise<void> {
  await outer.reloadVisitor();
  const { personId, companyId: present, telegramUserId } = outer.visitor;
  if (present !== undefined || personId === undefined) {
    return;
  }

  const { firstName, lastName } = telegramUserOf(outer);
  const owner = { personId, name: [firstName, lastName].filter(Boolean).join(' ').slice(0, MAX_NAME) };
  const { companyId } = await createCompany(deps, { name, language: outer.language, owner, isDemo: deps.isDemo });
  await switchCompany(deps, { telegramUserId, companyId });
  await outer.reloadVisitor();
}
