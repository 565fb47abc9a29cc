import { action, enterDialogue } from '../../feature.ts';
import type { SellerDeps, SellerFeature } from '../seller-deps.ts';
import { chooseLanguageAction, greet, languageScreen } from './language.screen.ts';
import { signUpDialogue } from './sign-up.dialogue.ts';
import { sendSignInLink } from './web.handlers.ts';

/** Who is in the chat: greeting, language, sign-up and the way to the web. */
export function accessFeature(deps: SellerDeps): SellerFeature {
  const signUp = signUpDialogue(deps);
  return {
    name: 'access',
    commands: [
      {
        name: 'start',
        descriptionId: 'access-command-start',
        run: async (ctx) => {
          if (ctx.visitor.companyId !== undefined) {
            await ctx.menu.showHome();
            return;
          }

          await (ctx.visitor.personId === undefined ? greet(ctx) : enterDialogue(ctx, signUp, undefined));
        },
      },
      {
        name: 'language',
        descriptionId: 'access-command-language',
        run: (ctx) => (ctx.visitor.companyId === undefined ? greet(ctx) : ctx.menu.showBelow('languages')),
      },
      { name: 'web', descriptionId: 'access-command-web', run: (ctx) => sendSignInLink(ctx, deps) },
    ],
    screens: [languageScreen],
    actions: [
      chooseLanguageAction(deps, signUp),
      action('sign-up', (ctx) => enterDialogue(ctx, signUp, undefined)),
      action('web', (ctx) => sendSignInLink(ctx, deps)),
    ],
    dialogues: [signUp],
  };
}
