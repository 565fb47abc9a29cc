import { findCompany } from '../companies/index.ts';
import { findCustomer } from '../customers/index.ts';
import type { Language } from '../kernel/language.ts';
import { formatTenge } from '../kernel/money.ts';
import { type OrderCard, orderCard } from '../orders/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { Words } from '../platform/words/words.ts';
import { findTemplate } from './find-template.ts';
import type { CustomerEvent } from './message-events.ts';
import type { MessagingSettings } from './messaging.ports.ts';
import { notifyMembers } from './notify-members.ts';
import { queueMessage } from './queue-message.ts';
import { earliestSendAt } from './quiet-hours.ts';
import { fillTemplate, type TemplateValues } from './template-text.ts';

/** What telling customers needs besides a scope. */
export interface TellDeps {
  readonly words: Words;
  readonly settings: Pick<MessagingSettings, 'quietHours'>;
}

/** What to tell the customer of an order, and how much later. */
export interface OrderNews {
  readonly orderId: string;
  readonly event: CustomerEvent;
  readonly delayMs?: number | undefined;
}

/**
 * Writes the order's customer a message in their language, else the company's; once per order and event. Undefined when
 * the event is switched off, was told already, or the customer has no known phone, which the members are told.
 */
export async function queueOrderMessage(scope: Scope, deps: TellDeps, news: OrderNews): Promise<string | undefined> {
  const order = await orderCard(scope, news.orderId);
  const company = await findCompany(scope);
  const language = (await languageOf(scope, order)) ?? company.language;
  const template = await findTemplate(scope, deps.words, { event: news.event, language });
  if (!template.isEnabled) {
    return undefined;
  }

  if (order.customerId === null || order.customerPhone === null) {
    const params = { code: order.code };
    await notifyMembers(scope, { notice: 'customer_phone_missing', subjectId: order.id, to: 'orders.read', params });
    return undefined;
  }

  const wanted = new Date(scope.now().getTime() + (news.delayMs ?? 0));
  return queueMessage(scope, {
    event: news.event,
    subjectId: order.id,
    template: news.event,
    channel: template.channel,
    recipient: order.customerPhone,
    customerId: order.customerId,
    language,
    text: fillTemplate(template.body, valuesOf(order)),
    params: { code: order.code },
    isCritical: news.event !== 'review_request',
    sendAt: earliestSendAt(wanted, company.zone, deps.settings.quietHours),
  });
}

async function languageOf(scope: Scope, { customerId }: OrderCard): Promise<Language | null> {
  return customerId === null ? null : (await findCustomer(scope, customerId)).language;
}

/** What the templates may name, of a real order. */
export function valuesOf(order: OrderCard): TemplateValues {
  return {
    customer_name: order.customerName,
    order_code: order.code,
    order_total: formatTenge(order.totalTiyn),
    items_list: order.lines.map(({ name, quantity }) => `• ${name} × ${quantity}`).join('\n'),
    delivery_address: order.address ?? '',
    store_name: order.storeName,
  };
}
