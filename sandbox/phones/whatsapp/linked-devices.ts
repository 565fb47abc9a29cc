import { html } from 'htm/preact';
import { attempt } from '../core/ask.ts';
import { useScreenFocus } from '../core/focus.ts';
import { IconButton } from '../core/icons.ts';
import { useWords } from '../core/language.ts';
import { tell } from '../core/notice.ts';
import { currentUser } from '../telegram/telegram.ts';
import {
  type LinkedDevice,
  linkedDevices,
  phoneWords,
  scan,
  unlink,
  type WhatsAppState,
  waitingDevices,
} from './whatsapp.ts';

/** The shop's own phone: its linked devices, and a camera that sees the code the seller got in Telegram. */
export function LinkedDevices({ state, onBack }: { readonly state: WhatsAppState; readonly onBack: () => void }) {
  const t = useWords();
  const back = useScreenFocus('.device-whatsapp .bar-button');
  const linked = linkedDevices(state);
  const waiting = waitingDevices(state);
  return html`
    <header class="wa-head">
      <${IconButton} name="back" label=${t('chat.back')} onPress=${onBack} buttonRef=${back} />
      <b class="head-words">${t('whatsapp.devices')}</b>
    </header>
    <div class="wa-list wa-linking">
      ${waiting.map((device) => html`<${Camera} device=${device} onScanned=${onBack} key=${device.id} />`)}
      ${waiting.length === 0 && linked.length === 0 && html`<p class="empty">${t('whatsapp.noCode')}</p>`}
      ${linked.map((device) => html`<${LinkedRow} device=${device} key=${device.id} />`)}
    </div>
  `;
}

function Camera({ device, onScanned }: { readonly device: LinkedDevice; readonly onScanned: () => void }) {
  const t = useWords();
  const owner = currentUser();
  const scanNow = async () => {
    const who = { phone: owner?.phone ?? '+77000000001', pushname: owner?.firstName ?? 'Shop' };
    if (await attempt(() => scan(device.qr ?? '', who))) {
      tell(t('whatsapp.scanned'));
      onScanned();
    }
  };
  return html`<div class="wa-camera">
    <p>${t('whatsapp.codeWaits')}</p>
    <div class="wa-viewfinder">
      <img src=${`/sandbox/qr.svg?text=${encodeURIComponent(device.qr ?? '')}`} alt=${t('whatsapp.code')} width="200" height="200" />
    </div>
    <button type="button" class="button button-green" onClick=${scanNow}>${t('whatsapp.scan')}</button>
    ${owner && html`<small>${t('whatsapp.scansWith', { phone: phoneWords(owner.phone.replace('+', '')) })}</small>`}
  </div>`;
}

function LinkedRow({ device }: { readonly device: LinkedDevice }) {
  const t = useWords();
  return html`<div class="wa-device">
    <span class="wa-device-sign" aria-hidden="true">🖥️</span>
    <span class="wa-row-words">
      <b>Google Chrome</b>
      <small>${phoneWords(device.phone ?? '')} · ${t(device.isConnected ? 'whatsapp.deviceActive' : 'whatsapp.deviceAway')}</small>
    </span>
    <button type="button" class="button" onClick=${() => void attempt(() => unlink(device.id))}>${t('whatsapp.unlink')}</button>
  </div>`;
}
