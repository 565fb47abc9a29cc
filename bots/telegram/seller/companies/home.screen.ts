/** The main menu: the company, what its features have to tell today, and the ways to them. */
import { type CompanyView, findCompany } from '#src/companies/index.ts';
import type { BotContext, Button, ScreenView } from '../../context.ts';
import { button, type Screen, screen } from '../../feature.ts';
import type { HomePart, HomeSummary } from '../seller-deps.ts';

/** A part of the menu with what it has to tell. */
interface Told {
  readonly part: HomePart;
  readonly summary: HomeSummary;
}

/** The bot's first screen; somebody without a company is asked to make one. */
export function homeScreen(parts: readonly HomePart[]): Screen {
  const ordered = parts.toSorted((one, other) => one.place - other.place);
  return screen('home', async (ctx) => {
    if (ctx.visitor.companyId === undefined) {
      return guestView(ctx);
    }

    const shown = ordered.filter((part) => ctx.visitor.can(part.can));
    const { company, told } = await ctx.inCompany(async (scope) => {
      const summaries: Told[] = [];
      for (const part of shown) {
        summaries.push({ part, summary: (await part.summarize?.(scope, ctx)) ?? {} });
      }
      return { company: await findCompany(scope), told: summaries };
    });
    return memberView(ctx, company, told);
  });
}

function guestView(ctx: BotContext): ScreenView {
  return {
    text: ctx.t('companies-guest'),
    keyboard: [[button(ctx.label('companies-sign-up-btn'), 'sign-up')]],
  };
}

function memberView(ctx: BotContext, company: CompanyView, told: readonly Told[]): ScreenView {
  const lines = told.flatMap(({ summary }) => summary.lines ?? []);
  const attention = told.flatMap(({ summary }) => summary.attention ?? []).map((line) => `⚠️ ${line}`);
  const groups = [[ctx.t('companies-home-title', { name: company.name })], lines, attention];
  const buttons = [
    ...told.map((one) => button(labelOf(ctx, one), one.part.screen)),
    button(ctx.label('companies-settings-btn'), 'settings'),
  ];
  return {
    text: groups
      .filter((group) => group.length > 0)
      .map((group) => group.join('\n'))
      .join('\n\n'),
    keyboard: [...told.flatMap(({ summary }) => summary.next ?? []), ...inPairs(buttons)],
  };
}

function labelOf(ctx: BotContext, { part, summary: { count = 0 } }: Told): string {
  return count === 0 && part.emptyLabelId !== undefined
    ? ctx.label(part.emptyLabelId)
    : ctx.label(part.labelId, { count });
}

function inPairs(buttons: readonly Button[]): Button[][] {
  return buttons.flatMap((_, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []));
}
