import { html } from 'htm/preact';
import { useRef } from 'preact/hooks';
import { type DeviceName, deviceInSight, deviceNames, showDevice } from './core/device.ts';
import { IconButton } from './core/icons.ts';
import { languages, pageLanguage, useWords, type WordKey } from './core/language.ts';
import { NoticeLine } from './core/notice.ts';
import { useStore } from './core/store.ts';
import { isDark, theme, turnTheme } from './core/theme.ts';
import { KaspiDevice } from './kaspi/kaspi-device.ts';
import { Coach } from './story/coach.ts';
import { Timeline } from './story/timeline.ts';
import { invite } from './story/welcome.ts';
import { TelegramDevice } from './telegram/telegram-device.ts';
import { WhatsAppDevice } from './whatsapp/whatsapp-device.ts';

const tabWords: Readonly<Record<DeviceName, WordKey>> = {
  telegram: 'tab.telegram',
  whatsapp: 'tab.whatsapp',
  kaspi: 'tab.kaspi',
};

/** The whole page: three devices, the next step above and the line of time below. */
export function App() {
  return html`<div class="page">
    <header class="page-head">
      <span class="brand"><img src="icon.svg" alt="" />Sauda</span>
      <${Coach} />
      <${PageSwitches} />
    </header>
    <${Tabs} />
    <${Devices} />
    <${Timeline} />
    <${NoticeLine} />
  </div>`;
}

function PageSwitches() {
  const t = useWords();
  const language = useStore(pageLanguage);
  useStore(theme);
  return html`<div class="page-switches">
    <div class="segments" role="group" aria-label=${t('page.language')}>
      ${languages.map(
        ([code, name]) =>
          html`<button type="button" key=${code} aria-pressed=${language === code} onClick=${() => pageLanguage.set(code)}>${name}</button>`,
      )}
    </div>
    <${IconButton} name=${isDark() ? 'sun' : 'moon'} label=${t('page.theme')} onPress=${turnTheme} />
  </div>`;
}

function Tabs() {
  const t = useWords();
  const inSight = useStore(deviceInSight);
  return html`<nav class="tabs" role="tablist" aria-label=${t('page.devices')}>
    ${deviceNames.map(
      (name) =>
        html`<button type="button" role="tab" key=${name} aria-selected=${inSight === name} onClick=${() => showDevice(name)}>
          ${t(tabWords[name])}
        </button>`,
    )}
  </nav>`;
}

function Devices() {
  const pager = useRef<HTMLElement>(null);
  const notePage = () => {
    const { scrollLeft = 0, clientWidth = 1 } = pager.current ?? {};
    deviceInSight.set(deviceNames[Math.round(scrollLeft / clientWidth)] ?? 'telegram');
  };
  return html`<main class="devices" ref=${pager} onScroll=${notePage}>
    <${TelegramDevice} onInvite=${invite} /><${WhatsAppDevice} /><${KaspiDevice} />
  </main>`;
}
