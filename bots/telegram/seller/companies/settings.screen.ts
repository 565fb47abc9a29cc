/** Settings of the person and the company, and the choice among several companies. */
import { switchCompany } from '#src/access/index.ts';
import { findCompany } from '#src/companies/index.ts';
import { action, button, screen } from '../../feature.ts';
import type { SellerDeps } from '../seller-deps.ts';

/** Company, role and language; the ways to change what can be changed. */
export const settingsScreen = screen('settings', async (ctx) => {
  const company = await ctx.inCompany((scope) => findCompany(scope));
  const { companies, role = 'owner' } = ctx.visitor;
  return {
    text: ctx.t('companies-settings', {
      name: company.name,
      role: ctx.label(`companies-role-${role}`),
      language: ctx.label(`access-language-${ctx.language}-btn`),
      messages: ctx.label(`access-language-${company.language}-btn`),
    }),
    keyboard: [
      [button(ctx.label('access-language-btn'), 'languages'), button(ctx.label('access-web-btn'), 'web')],
      ...(companies.length > 1 ? [[button(ctx.label('companies-switch-btn'), 'companies')]] : []),
      [button(ctx.label('companies-help-btn'), 'help')],
    ],
  };
});

/** The companies a person works for. */
export const companiesScreen = screen('companies', async (ctx) => ({
  text: ctx.t('companies-switch-question'),
  keyboard: ctx.visitor.companies.map(({ id, name }) => [
    button(`${id === ctx.visitor.companyId ? '✅ ' : ''}${name}`.slice(0, 40), 'switch-company', id),
  ]),
  back: ['settings'],
}));

/** What the bot can do and which commands it knows. */
export const helpScreen = screen('help', async (ctx) => ({ text: ctx.t('companies-help') }));

/** Works in another of the person's companies from now on. */
export function switchCompanyAction(deps: SellerDeps) {
  return action('switch-company', async (ctx, [companyId]) => {
    await switchCompany(deps, { telegramUserId: ctx.visitor.telegramUserId, companyId: String(companyId) });
    await ctx.reloadVisitor();
    await ctx.menu.show('home');
  });
}
