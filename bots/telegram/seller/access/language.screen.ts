/** The choice of a language: the first thing a newcomer sees, and a screen of the settings later. */
import { chooseLanguage } from '#src/access/index.ts';
import { type Language, languages } from '#src/kernel/language.ts';
import type { BotContext, Button } from '../../context.ts';
import { action, button, enterDialogue, screen } from '../../feature.ts';
import { inlineButton } from '../../menu.ts';
import type { SellerDeps } from '../seller-deps.ts';
import type { signUpDialogue } from './sign-up.dialogue.ts';
import { telegramUserOf } from './telegram-user.ts';

/** The screen that changes the language of a known visitor. */
export const languageScreen = screen('languages', async (ctx) => ({
  text: ctx.t('access-language-question'),
  keyboard: languageButtons(ctx),
  back: ['settings'],
}));

/** Greets somebody whom nobody knows yet, in three languages at once. */
export async function greet(ctx: BotContext): Promise<void> {
  await ctx.reply(ctx.t('access-greeting'), {
    reply_markup: { inline_keyboard: languageButtons(ctx).map((row) => row.map(inlineButton)) },
  });
}

/** Keeps the chosen language and goes on: to the settings, or with the sign-up of a newcomer. */
export function chooseLanguageAction(deps: SellerDeps, signUp: ReturnType<typeof signUpDialogue>) {
  return action('choose-language', async (ctx, [chosen]) => {
    const language = languages.find((one) => one === chosen);
    if (!language) {
      await ctx.menu.showPresent();
      return;
    }

    await chooseLanguage(deps, { user: telegramUserOf(ctx), language });
    await ctx.reloadVisitor();
    if (ctx.visitor.companyId !== undefined) {
      await ctx.menu.show('settings');
      return;
    }

    await ctx.editMessageText(ctx.t('access-language-chosen'));
    await enterDialogue(ctx, signUp, undefined);
  });
}

function languageButtons(ctx: BotContext): Button[][] {
  const named = (language: Language) =>
    button(ctx.label(`access-language-${language}-btn`), 'choose-language', language);
  return languages.map((language) => [named(language)]);
}
