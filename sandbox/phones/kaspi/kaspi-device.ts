import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { attempt } from '../core/ask.ts';
import { Device } from '../core/device.ts';
import { useWords, type WordKey } from '../core/language.ts';
import { tell } from '../core/notice.ts';
import { useStore } from '../core/store.ts';
import { CardScreen } from './card-screen.ts';
import { FaultsPanel } from './faults-panel.ts';
import {
  chooseMerchant,
  currentMerchantUid,
  merchants,
  openCard,
  refreshKaspi,
  type Shelf,
  shelf,
  shelfView,
} from './kaspi.ts';
import { MailNotice } from './mail-notice.ts';
import { placeOrder } from './moves.ts';
import { OrdersScreen } from './orders-screen.ts';
import { ShelfScreen } from './shelf-screen.ts';
import { ShopScreen } from './shop-screen.ts';

const tabs = [
  ['shelf', 'kaspi.shelf'],
  ['orders', 'kaspi.orders'],
  ['shop', 'kaspi.shop'],
  ['faults', 'kaspi.faults'],
] as const satisfies readonly (readonly [string, WordKey])[];

type Tab = (typeof tabs)[number][0];

/** Kaspi: the storefront with rivals, the orders, the merchant's account and what can go wrong. */
export function KaspiDevice() {
  const t = useWords();
  const [tab, setTab] = useState<Tab>('shelf');
  const view = shelfView(useStore(shelf));
  return html`<${Device} name="kaspi" title=${t('tab.kaspi')} label=${t('kaspi.title')} bar=${html`<${Bar} />`}>
    <header class="kaspi-head">
      <b>kaspi.kz</b>
      <nav class="kaspi-tabs" role="tablist">
        ${tabs.map(
          ([name, word]) =>
            html`<button type="button" role="tab" key=${name} aria-selected=${tab === name} onClick=${() => setTab(name)}>
              ${t(word)}${name === 'orders' && html`<${NewCount} view=${view} />`}
            </button>`,
        )}
      </nav>
    </header>
    ${view ? html`<${Screen} tab=${tab} view=${view} key=${view.merchant.uid} />` : html`<${Waiting} />`}
    ${view && html`<${MailNotice} mailbox=${view.mailbox} isSignedIn=${view.merchant.isSignedIn === true} />`}
    ${view && html`<${OrderBar} view=${view} tab=${tab} onOrdered=${() => setTab('orders')} />`}
  <//>`;
}

function Screen({ tab, view }: { readonly tab: Tab; readonly view: Shelf }) {
  const card = view.cards.get(useStore(openCard));
  if (tab === 'orders') {
    return html`<${OrdersScreen} orders=${view.orders} />`;
  }
  if (tab === 'shop') {
    return html`<${ShopScreen} view=${view} />`;
  }
  if (tab === 'faults') {
    return html`<${FaultsPanel} />`;
  }
  return card
    ? html`<${CardScreen} card=${card} view=${view} key=${card.masterSku} />`
    : html`<${ShelfScreen} view=${view} />`;
}

function NewCount({ view }: { readonly view: Shelf | undefined }) {
  const count = view?.orders.filter(({ status }) => status === 'APPROVED_BY_BANK').length ?? 0;
  return count > 0 ? html`<span class="count">${count}</span>` : null;
}

function OrderBar(props: { readonly view: Shelf; readonly tab: Tab; readonly onOrdered: () => void }) {
  const { view, tab, onOrdered } = props;
  const t = useWords();
  const opened = useStore(openCard);
  const inSight = view.merchant.listings.find(
    ({ masterSku, isOnSale }) => tab === 'shelf' && isOnSale && masterSku === opened,
  );
  const order = async () => {
    const isDone = await attempt(async () => {
      const code = await placeOrder(view.merchant.uid, inSight?.sku);
      tell(t('kaspi.ordered', { code }));
    });
    if (isDone) {
      onOrdered();
    }
  };
  return html`<footer class="kaspi-foot">
    <span>${t(inSight ? 'kaspi.orderThis' : 'kaspi.orderAny')}</span>
    <button type="button" class="button button-main" onClick=${() => void order()}>${t('kaspi.newOrder')}</button>
  </footer>`;
}

function Bar() {
  const t = useWords();
  const all = useStore(merchants) ?? [];
  useStore(shelf);
  const choose = (event: Event) => {
    chooseMerchant((event.target as HTMLSelectElement).value);
    void refreshKaspi();
  };
  return html`<select class="bar-select" aria-label=${t('kaspi.merchant')} value=${currentMerchantUid()} onChange=${choose}>
    ${all.map(({ uid, name }) => html`<option key=${uid} value=${uid}>${name}</option>`)}
  </select>`;
}

function Waiting() {
  const t = useWords();
  const problem = useStore(shelf.problem);
  return html`<div class="device-empty">
    ${problem ? html`<p class="problem">${t('page.problem', { problem })}</p>` : html`<div class="skeleton" aria-busy="true"><i></i><i></i><i></i><i></i></div>`}
  </div>`;
}
