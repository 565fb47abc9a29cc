import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { Device } from '../core/device.ts';
import { useWords } from '../core/language.ts';
import { useStore } from '../core/store.ts';
import { ChatList } from './chat-list.ts';
import { Conversation } from './conversation.ts';
import { LinkedDevices } from './linked-devices.ts';
import { linkedDevices, openPhone, waitingDevices, whatsapp } from './whatsapp.ts';

/** The phones with WhatsApp: customers' chats, and the list of linked devices that scans the shop's code. */
export function WhatsAppDevice() {
  const t = useWords();
  const state = useStore(whatsapp);
  const phone = useStore(openPhone);
  const [isLinking, setLinking] = useState(false);
  const isWaiting = waitingDevices(state).length > 0;
  const isLinked = linkedDevices(state).length > 0;
  const status = t(isWaiting ? 'whatsapp.waiting' : isLinked ? 'whatsapp.linked' : 'whatsapp.notLinked');
  const bar = html`<button
    type="button"
    class=${`bar-button ${isWaiting ? 'wants-attention' : ''}`}
    aria-pressed=${isLinking}
    onClick=${() => setLinking(!isLinking)}
  ><i class=${`dot ${isLinked ? 'dot-on' : ''}`}></i>${status}</button>`;

  return html`<${Device} name="whatsapp" title=${t('tab.whatsapp')} label=${t('whatsapp.title')} bar=${bar}>
    <${Screen} isLinking=${isLinking} phone=${phone} onBack=${() => setLinking(false)} onLink=${() => setLinking(true)} />
  <//>`;
}

interface ScreenProps {
  readonly isLinking: boolean;
  readonly phone: string;
  readonly onBack: () => void;
  readonly onLink: () => void;
}

function Screen({ isLinking, phone, onBack, onLink }: ScreenProps) {
  const t = useWords();
  const state = useStore(whatsapp);
  const problem = useStore(whatsapp.problem);
  if (!state) {
    return html`<div class="device-empty wa-list">
      ${problem ? html`<p class="problem">${t('page.problem', { problem })}</p>` : html`<div class="skeleton" aria-busy="true"><i></i><i></i><i></i></div>`}
    </div>`;
  }
  if (isLinking) {
    return html`<${LinkedDevices} state=${state} onBack=${onBack} />`;
  }
  const open = state.phones.find((known) => known.phone === phone);
  return open
    ? html`<${Conversation} phone=${open} state=${state} key=${open.phone} />`
    : html`<${ChatList} state=${state} onLink=${onLink} />`;
}
