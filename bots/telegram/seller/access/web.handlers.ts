/** The way from the chat to the web admin: a link that signs in once. */
import { createSignInLink } from '#src/access/index.ts';
import { html } from '#src/platform/telegram/html.ts';
import { botErrors } from '#src/platform/telegram/telegram.errors.ts';
import type { BotContext } from '../../context.ts';
import { link } from '../../feature.ts';
import { inlineButton } from '../../menu.ts';
import type { SellerDeps } from '../seller-deps.ts';

/** Sends a link that opens the web admin for its person; it works once and for five minutes. @throws bot.noCompany */
export async function sendSignInLink(ctx: BotContext, deps: SellerDeps): Promise<void> {
  const { personId, companyId } = ctx.visitor;
  if (personId === undefined || companyId === undefined) {
    throw botErrors.noCompany();
  }

  const { token, expiresAt } = await createSignInLink(deps, { personId, companyId });
  const url = `${deps.publicUrl()}/admin/sign-in?token=${token}`;
  const text = ctx.t('access-web-link', { until: ctx.moment(expiresAt) });
  await (isPublic(url)
    ? ctx.reply(text, {
        reply_markup: { inline_keyboard: [[inlineButton(link(ctx.label('access-web-open-btn'), url))]] },
      })
    : ctx.reply(`${text}\n\n${html`${url}`.text}`));
}

/** Telegram refuses buttons whose host is not a name of the public internet (observed: `Bad Request: BUTTON_URL_INVALID`). */
function isPublic(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname.includes('.') && !/^[\d.]+$/.test(hostname);
}
