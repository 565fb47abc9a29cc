import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { IconButton } from '../core/icons.ts';
import { useWords } from '../core/language.ts';
import type { Mail } from './kaspi.ts';
import { typeIntoChat } from './shop-screen.ts';

const freshMs = 5 * 60_000;

/** The latest code as a phone shows a new letter or SMS, until it is used or put away. */
export function MailNotice({
  mailbox,
  isSignedIn,
}: {
  readonly mailbox: readonly Mail[];
  readonly isSignedIn: boolean;
}) {
  const t = useWords();
  const [seen, setSeen] = useState('');
  const [mail] = mailbox;
  const isFresh = mail !== undefined && Date.now() - Date.parse(mail.at) < freshMs && seen !== mail.at;
  const isUsed = isSignedIn && mail?.purpose === 'sign-in';
  if (!isFresh || isUsed) {
    return null;
  }

  const typeCode = () => {
    setSeen(mail.at);
    typeIntoChat(mail.code);
  };
  const words = mail.channel === 'email' ? 'mail.letter' : 'mail.sms';
  return html`<div class="mail-notice" role="status">
    <span class="mail-words">
      <small>${t(words, { to: mail.to })}</small>
      <b>${t(mail.purpose === 'sign-in' ? 'mail.signIn' : 'mail.order', { code: mail.code })}</b>
    </span>
    <button type="button" class="button button-main" onClick=${typeCode}>${t('shop.type')}</button>
    <${IconButton} name="close" label=${t('chat.close')} onPress=${() => setSeen(mail.at)} />
  </div>`;
}
