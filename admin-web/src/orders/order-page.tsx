import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { apiIn, bodyOf, type Message, type OrderCard } from '../api.ts';
import { moment, money } from '../format.ts';
import { PageHead } from '../page-head.tsx';
import { Failure, ListSkeleton } from '../states.tsx';
import { useWords } from '../words.tsx';
import { Status, Ticks } from './order-words.tsx';

/** One order: lines, customer, what the customer was told, and how it got where it stands. */
export default function OrderPage({ id, zone }: { readonly id: string; readonly zone: string }) {
  const { t, language } = useWords();
  const params = { params: { path: { id } } };
  const order = useQuery({
    queryKey: ['orders', 'one', id, language],
    queryFn: () => bodyOf(apiIn(language).GET('/api/v1/orders/{id}', params)),
  });
  const messages = useQuery({
    queryKey: ['messages', 'of', id],
    queryFn: () => bodyOf(apiIn(language).GET('/api/v1/orders/{id}/messages', params)),
  });
  if (!order.data || !messages.data) {
    const error = order.error ?? messages.error;
    const retry = () => void Promise.all([order.refetch(), messages.refetch()]);
    return error ? <Failure error={error} retry={retry} /> : <ListSkeleton />;
  }

  return (
    <>
      <Link href="/orders" className="back">
        ← {t('admin-orders')}
      </Link>
      <PageHead title={t('admin-order-title', { code: order.data.code })}>
        <Status status={order.data.status} />
      </PageHead>
      <Facts order={order.data} />
      <div className="columns">
        <section aria-labelledby="lines">
          <h2 id="lines">{t('admin-lines')}</h2>
          <Lines order={order.data} />
        </section>
        <section aria-labelledby="told">
          <h2 id="told">{t('admin-told')}</h2>
          <Told messages={messages.data.items} zone={zone} />
        </section>
      </div>
      <section aria-labelledby="history">
        <h2 id="history">{t('admin-history')}</h2>
        <Steps order={order.data} zone={zone} />
      </section>
    </>
  );
}

function Facts({ order }: { readonly order: OrderCard }) {
  const { t } = useWords();
  const facts = [
    [t('admin-customer'), order.customerName || t('admin-customer-unknown')],
    [t('admin-phone'), order.customerPhone ?? '–'],
    [t('admin-address'), order.address ?? '–'],
    [t('admin-total'), money(order.totalTiyn)],
  ] as const;
  return (
    <dl className="panel order-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Lines({ order }: { readonly order: OrderCard }) {
  const { t } = useWords();
  return order.lines.length === 0 ? (
    <p className="sub">{t('admin-lines-empty')}</p>
  ) : (
    <ul className="offers">
      {order.lines.map((line) => (
        <li key={`${line.sku}-${line.name}`} className="offer">
          <span>
            {line.quantity} × {line.name}
          </span>
          <span className="number">{money(line.totalTiyn)}</span>
        </li>
      ))}
    </ul>
  );
}

function Told({ messages, zone }: { readonly messages: readonly Message[]; readonly zone: string }) {
  const speech = useWords();
  return messages.length === 0 ? (
    <p className="sub">{speech.t('admin-told-empty')}</p>
  ) : (
    <ol className="moves">
      {messages.map((message) => (
        <li key={message.id} className="move">
          <span className="move-head">
            <time dateTime={message.queuedAt}>{moment(speech, message.queuedAt, zone)}</time>
            <Ticks state={message.state} />
          </span>
          {message.text !== null && <span className="said letter">{message.text}</span>}
        </li>
      ))}
    </ol>
  );
}

function Steps({ order, zone }: { readonly order: OrderCard; readonly zone: string }) {
  const speech = useWords();
  return (
    <ol className="moves">
      {order.history.map((step) => (
        <li key={`${step.at}-${step.to}`} className="move">
          <span className="move-head">
            <time dateTime={step.at}>{moment(speech, step.at, zone)}</time>
            <Status status={step.to} />
          </span>
        </li>
      ))}
    </ol>
  );
}
