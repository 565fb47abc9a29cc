import { html } from 'htm/preact';
import { ask, attempt } from '../core/ask.ts';
import { useWords, type WordKey } from '../core/language.ts';
import { createLive } from '../core/live.ts';
import { useStore } from '../core/store.ts';
import { faults } from './kaspi.ts';
import { changeFaults } from './moves.ts';

/** A switch: its sentence, its name and what it is set to when on and off. */
interface FaultSwitch {
  readonly word: WordKey;
  readonly name: string;
  readonly on: unknown;
  readonly off: unknown;
}

const kaspiSwitches: readonly FaultSwitch[] = [
  { word: 'fault.unreachable', name: 'unreachable', on: true, off: false },
  { word: 'fault.slow', name: 'slowMs', on: 3000, off: 0 },
  { word: 'fault.html', name: 'htmlInsteadOfJson', on: true, off: false },
  { word: 'fault.blocked', name: 'blocked403', on: true, off: false },
  { word: 'fault.token', name: 'tokenRejected', on: 401, off: false },
  { word: 'fault.emptyOffers', name: 'emptyOffers', on: true, off: false },
  { word: 'fault.ignorePushes', name: 'ignorePushes', on: true, off: false },
  { word: 'fault.losePushes', name: 'losePushes', on: true, off: false },
  { word: 'fault.pushBan', name: 'pushBan', on: true, off: false },
  { word: 'fault.mfaFlood', name: 'mfaFlood', on: 'MFA_SEND_FLOOD', off: false },
  { word: 'fault.maskedPhones', name: 'maskedPhones', on: true, off: false },
  { word: 'fault.missingFields', name: 'missingFields', on: true, off: false },
  { word: 'fault.duplicateOrders', name: 'duplicateOrders', on: true, off: false },
];
const telegramSwitches: readonly FaultSwitch[] = [
  { word: 'fault.telegramUnreachable', name: 'unreachable', on: true, off: false },
  { word: 'fault.telegramTwice', name: 'duplicateUpdates', on: true, off: false },
];
const whatsappSwitches: readonly FaultSwitch[] = [
  { word: 'fault.whatsappFails', name: 'failAcks', on: true, off: false },
  { word: 'fault.whatsappSlow', name: 'slowAckMs', on: 4000, off: 0 },
];

const telegramFaults = createLive(() => ask<Record<string, unknown>>('/telegram/faults'));
const whatsappFaults = createLive(() => ask<Record<string, unknown>>('/whatsapp/faults'));

/** Reads the other services' faults anew. */
export async function refreshFaults(): Promise<void> {
  await Promise.all([telegramFaults.refresh(), whatsappFaults.refresh()]);
}

/** What can be made to go wrong, one plain sentence each. */
export function FaultsPanel() {
  const t = useWords();
  const kaspi = useStore(faults) ?? {};
  const telegram = useStore(telegramFaults) ?? {};
  const whatsapp = useStore(whatsappFaults) ?? {};
  const expire = () => void attempt(() => changeFaults({ sessionExpired: true }));
  const put = (service: string) => async (change: object) => {
    await ask(`/${service}/faults`, { method: 'PUT', body: change });
    await refreshFaults();
  };
  return html`<div class="kaspi-list faults">
    <h3>Kaspi</h3>
    <${Switches} switches=${kaspiSwitches} values=${kaspi} change=${changeFaults} />
    <button type="button" class="button" onClick=${expire}>${t('fault.sessionExpired')}</button>
    <h3>Telegram</h3>
    <${Switches} switches=${telegramSwitches} values=${telegram} change=${put('telegram')} />
    <h3>WhatsApp</h3>
    <${Switches} switches=${whatsappSwitches} values=${whatsapp} change=${put('whatsapp')} />
  </div>`;
}

interface SwitchesProps {
  readonly switches: readonly FaultSwitch[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly change: (change: Record<string, unknown>) => Promise<void>;
}

function Switches({ switches, values, change }: SwitchesProps) {
  const t = useWords();
  return switches.map(({ word, name, on, off }) => {
    const isOn = Boolean(values[name]);
    const turn = () => void attempt(() => change({ [name]: isOn ? off : on }));
    return html`<button type="button" role="switch" class="switch" key=${name} aria-checked=${isOn} onClick=${turn}>
      <i></i>${t(word)}
    </button>`;
  });
}
