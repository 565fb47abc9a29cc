/** How the owner signs in to the merchant cabinet: e-mail and password, or a phone that gets an SMS. */
import type { CabinetLogin } from '#src/stores/index.ts';
import { askChoice, askSecret, askText } from '../../ask.ts';
import type { Connecting } from './connect.dialogue.ts';

const MAX_LOGIN = 200;
/** Nothing may hang on the address: people send `mail:password` or `mail/password` in one go. */
const EMAIL = /^[^\s@:;,/|]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

/**
 * Asks for the login, or only for the password when the e-mail is known from a try before. Back leads through the
 * questions, undefined when the seller skips them all.
 */
export async function askLogin(connecting: Connecting, knownEmail?: string): Promise<CabinetLogin | undefined> {
  const again = knownEmail === undefined ? undefined : await askEmail(connecting, knownEmail);
  if (again) {
    return again;
  }

  for (;;) {
    const way = await askWay(connecting);
    if (way === undefined) {
      return undefined;
    }

    const login = await (way === 'email' ? askEmail(connecting) : askPhone(connecting));
    if (login) {
      return login;
    }
  }
}

async function askWay({ dialogue, ctx }: Connecting): Promise<'email' | 'phone' | undefined> {
  const way = await askChoice<'email' | 'phone'>(dialogue, ctx, {
    text: ctx.t('stores-cabinet-question'),
    isOptional: true,
    isAmongSecrets: true,
    choices: [
      [{ label: ctx.label('stores-login-email-btn'), value: 'email' }],
      [{ label: ctx.label('stores-login-phone-btn'), value: 'phone' }],
    ],
  });
  return way.kind === 'answer' ? way.value : undefined;
}

async function askEmail(connecting: Connecting, knownEmail?: string): Promise<CabinetLogin | undefined> {
  const { dialogue, ctx } = connecting;
  let email = knownEmail ?? (await askAddress(connecting));
  while (email !== undefined) {
    const password = await askSecret(dialogue, ctx, {
      text: ctx.t('stores-password-question', { email }),
      hasBack: true,
      maxLength: MAX_LOGIN,
    });
    if (password.kind === 'answer') {
      await ctx.reply(ctx.t('stores-password-received'));
      return { email, password: password.value };
    }
    email = await askAddress(connecting);
  }
  return undefined;
}

async function askAddress({ dialogue, ctx }: Connecting): Promise<string | undefined> {
  const email = await askText(dialogue, ctx, {
    text: ctx.t('stores-email-question'),
    hasBack: true,
    maxLength: MAX_LOGIN,
    isAmongSecrets: true,
    check: (text) => (EMAIL.test(text) ? undefined : ctx.t('stores-email-unreadable')),
  });
  return email.kind === 'answer' ? email.value : undefined;
}

async function askPhone({ dialogue, ctx }: Connecting): Promise<CabinetLogin | undefined> {
  const phone = await askText(dialogue, ctx, {
    text: ctx.t('stores-phone-question'),
    hasBack: true,
    maxLength: MAX_LOGIN,
    isAmongSecrets: true,
    check: (text) => (text.replaceAll(/\D/g, '').length >= 10 ? undefined : ctx.t('stores-phone-unreadable')),
  });
  return phone.kind === 'answer' ? { phone: phone.value } : undefined;
}
