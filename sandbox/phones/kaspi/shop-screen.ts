import { html } from 'htm/preact';
import { showDevice } from '../core/device.ts';
import { IconButton } from '../core/icons.ts';
import { clock, money, useWords, type WordKey } from '../core/language.ts';
import { tell } from '../core/notice.ts';
import { draft } from '../telegram/telegram.ts';
import { priceOf } from './card-screen.ts';
import type { Push, Shelf } from './kaspi.ts';

const shownPushes = 40;
const shownLetters = 8;
const states: Readonly<Record<Push['state'], WordKey>> = {
  queued: 'push.queued',
  applied: 'push.applied',
  ignored: 'push.ignored',
  lost: 'push.lost',
};

/** The merchant's account: what to type into the bot, the letters with codes, and the price changes that came. */
export function ShopScreen({ view }: { readonly view: Shelf }) {
  const t = useWords();
  const { merchant, mailbox, pushes } = view;
  return html`<div class="kaspi-list shop">
    <section class="credentials">
      <h3>${t('shop.credentials')}</h3>
      <p class="soft">${t('shop.credentialsHint')}</p>
      <${Credential} word="shop.token" value=${merchant.apiToken} />
      <${Credential} word="shop.email" value=${merchant.email} />
      <${Credential} word="shop.password" value=${merchant.password} />
      <${Credential} word="shop.phone" value=${merchant.phone} />
    </section>
    <section>
      <h3>${t('shop.mailbox')}</h3>
      ${mailbox.length === 0 && html`<p class="soft">${t('shop.noMail')}</p>`}
      ${mailbox
        .slice(0, shownLetters)
        .map(
          ({ at, to, code }) =>
            html`<p class="letter" key=${at + code}><b>${code}</b><span>${to}</span><time>${clock(at)}</time></p>`,
        )}
    </section>
    <section>
      <h3>${t('shop.pushes')}</h3>
      ${pushes.length === 0 && html`<p class="soft">${t('shop.noPushes')}</p>`}
      ${pushes.slice(0, shownPushes).map((push) => html`<${PushRow} key=${push.id} push=${push} />`)}
    </section>
  </div>`;
}

/** Puts a text into the seller's message field and brings that phone into sight. */
export function typeIntoChat(text: string): void {
  draft.set(text);
  showDevice('telegram');
  document.querySelector<HTMLTextAreaElement>('.tg-field')?.focus();
}

function Credential({ word, value }: { readonly word: WordKey; readonly value: string }) {
  const t = useWords();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    tell(t('shop.copied'));
  };
  return html`<div class="credential">
    <span class="credential-words"><small>${t(word)}</small><code>${value}</code></span>
    <${IconButton} name="copy" label=${t('shop.copy', { what: t(word) })} onPress=${() => void copy()} />
    <button type="button" class="button" aria-label=${t('shop.typeWhat', { what: t(word) })} onClick=${() => typeIntoChat(value)}>
      ${t('shop.type')}
    </button>
  </div>`;
}

function PushRow({ push }: { readonly push: Push }) {
  const t = useWords();
  return html`<p class="push">
    <time>${clock(push.at)}</time><span>${push.sku}</span><b>${money(priceOf(push))}</b>
    <em class=${`push-${push.state}`}>${t(states[push.state])}</em>
  </p>`;
}
