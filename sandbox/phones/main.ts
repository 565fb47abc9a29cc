import { html, render } from 'htm/preact';
import { App } from './app.ts';
import { followEvents, type WorldEvent, worldEvents } from './core/events.ts';
import { refreshFaults } from './kaspi/faults-panel.ts';
import { chooseMerchant, merchants, refreshKaspi } from './kaspi/kaspi.ts';
import { welcome } from './story/welcome.ts';
import { chat, chosenUserId, refreshTelegram } from './telegram/telegram.ts';
import { whatsapp } from './whatsapp/whatsapp.ts';

const settleMs = 50;
const typingCheckMs = 1_000;

const readers: Readonly<Record<WorldEvent['source'], () => Promise<void>>> = {
  telegram: () => refreshTelegram().then(welcome),
  whatsapp: () => whatsapp.refresh(),
  kaspi: refreshKaspi,
};
const waiting = new Map<WorldEvent['source'], ReturnType<typeof setTimeout>>();

const root = document.getElementById('page');
if (root) {
  render(html`<${App} />`, root);
}
await readers.telegram();
followEvents((source) => {
  const sources = source === 'all' ? (Object.keys(readers) as WorldEvent['source'][]) : [source];
  for (const name of sources) {
    readSoon(name);
  }
  void refreshFaults();
});
worldEvents.subscribe(() => worldEvents.get().at(-1)?.kind === 'merchant.added' && void merchants.refresh());
chosenUserId.subscribe(() => {
  chooseMerchant('');
  readSoon('kaspi');
});
// "Typing" ends by itself, without an event.
setInterval(() => chat.get()?.chatAction && void chat.refresh(), typingCheckMs);

/** Reads a service anew once its burst of events has settled. */
function readSoon(source: WorldEvent['source']): void {
  if (waiting.has(source)) {
    return;
  }
  const timer = setTimeout(() => {
    waiting.delete(source);
    void readers[source]();
  }, settleMs);
  waiting.set(source, timer);
}
