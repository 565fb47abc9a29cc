import { html } from 'htm/preact';
import { Avatar } from '../core/avatar.ts';
import { Icon } from '../core/icons.ts';
import { clock, useWords } from '../core/language.ts';
import { AckTicks } from './ack-ticks.ts';
import { customerPhones, nameOf, openPhone, type Phone, type WhatsAppState, waitingDevices } from './whatsapp.ts';

/** The customers' phones, the latest message first. */
export function ChatList({ state, onLink }: { readonly state: WhatsAppState; readonly onLink: () => void }) {
  const t = useWords();
  const phones = customerPhones(state);
  return html`
    <header class="wa-head"><b class="wa-brand">WhatsApp</b></header>
    <div class="wa-list">
      ${waitingDevices(state).length > 0 && html`<${ScanOffer} onLink=${onLink} />`}
      ${phones.length === 0 && html`<p class="empty">${t('whatsapp.empty')}</p>`}
      ${phones.length > 0 && html`<div role="list">${phones.map((phone) => html`<${Row} phone=${phone} key=${phone.phone} />`)}</div>`}
    </div>
  `;
}

function ScanOffer({ onLink }: { readonly onLink: () => void }) {
  const t = useWords();
  return html`<button type="button" class="wa-offer" onClick=${onLink}>
    <${Icon} name="camera" /><span><b>${t('whatsapp.scan')}</b><small>${t('whatsapp.codeWaits')}</small></span>
  </button>`;
}

function Row({ phone }: { readonly phone: Phone }) {
  const t = useWords();
  const last = phone.messages.at(-1);
  return html`<div role="listitem"><button type="button" class="wa-row" data-phone=${phone.phone} onClick=${() => openPhone.set(phone.phone)}>
    <${Avatar} name=${nameOf(phone)} />
    <span class="wa-row-words">
      <b>${nameOf(phone)}</b>
      <small class="wa-preview">
        ${last?.direction === 'in' && html`<${AckTicks} ack=${last.ack} />`}
        ${last ? last.body || t('telegram.photo') : t(phone.registered ? 'whatsapp.noMessages' : 'whatsapp.notRegistered')}
      </small>
    </span>
    ${last && html`<time>${clock(last.at)}</time>`}
  </button></div>`;
}
