import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { apiIn, bodyOf, type Message, type Order } from '../api.ts';
import { moment, money } from '../format.ts';
import { List } from '../list.tsx';
import { PageHead } from '../page-head.tsx';
import { Empty } from '../states.tsx';
import { useWords } from '../words.tsx';
import { Status, Ticks } from './order-words.tsx';

const filters = {
  all: { word: 'admin-filter-all', status: undefined },
  new: { word: 'admin-filter-new', status: 'new' },
  working: { word: 'admin-filter-working', status: 'accepted,packed,handed_over' },
  over: { word: 'admin-filter-over', status: 'completed,cancelling,cancelled,returning,returned' },
} as const;

type Filter = keyof typeof filters;
const filterNames: readonly Filter[] = ['all', 'new', 'working', 'over'];

/** The company's orders, newest first, with what the customer was told. */
export default function OrdersPage({ zone }: { readonly zone: string }) {
  const { t, language } = useWords();
  const [filter, setFilter] = useState<Filter>('all');
  const { status } = filters[filter];
  return (
    <>
      <PageHead title={t('admin-orders')}>
        <SegmentedControl
          className="filter"
          size="xs"
          aria-label={t('admin-filter')}
          value={filter}
          onChange={(value) => setFilter(filterNames.find((name) => name === value) ?? 'all')}
          data={filterNames.map((value) => ({ value, label: t(filters[value].word) }))}
        />
      </PageHead>
      <List<Order>
        queryKey={['orders', 'list', filter]}
        read={(after) =>
          bodyOf(
            apiIn(language).GET('/api/v1/orders', {
              params: { query: { limit: 50, ...(status && { status }), ...(after && { after }) } },
            }),
          )
        }
        empty={
          <Empty icon="🧾" title={t('admin-orders-empty')}>
            {t('admin-orders-empty-hint')}
          </Empty>
        }
      >
        {(rows) => <Orders rows={rows} zone={zone} />}
      </List>
    </>
  );
}

function Orders({ rows, zone }: { readonly rows: readonly Order[]; readonly zone: string }) {
  const { t } = useWords();
  const states = useMessageStates(rows);
  return (
    <table className="list orders">
      <thead>
        <tr>
          <th scope="col">{t('admin-order')}</th>
          <th scope="col">{t('admin-status')}</th>
          <th scope="col">{t('admin-customer')}</th>
          <th scope="col">{t('admin-told')}</th>
          <th scope="col" className="number">
            {t('admin-total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((order) => (
          <OrderLine key={order.id} order={order} zone={zone} state={states.get(order.id)} />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps {
  readonly order: Order;
  readonly zone: string;
  readonly state: Message['state'] | undefined;
}

function OrderLine({ order, zone, state }: LineProps) {
  const speech = useWords();
  return (
    <tr className="way-in">
      <td className="code">
        <Link className="name" href={`/orders/${order.id}`}>
          {order.code}
        </Link>
        <span className="sub">{moment(speech, order.placedAt, zone)}</span>
      </td>
      <td className="status">
        <Status status={order.status} />
      </td>
      <td className="customer">{order.customerName || speech.t('admin-customer-unknown')}</td>
      <td className="told">{state === undefined ? '–' : <Ticks state={state} />}</td>
      <td className="number total">{money(order.totalTiyn)}</td>
    </tr>
  );
}

/** Asks in hundreds, as many as the route takes. */
function useMessageStates(rows: readonly Order[]): ReadonlyMap<string, Message['state']> {
  const { language } = useWords();
  const ids = rows.map(({ id }) => id);
  const { data } = useQuery({
    queryKey: ['messages', 'states', ids],
    queryFn: async () => {
      const pages = Array.from({ length: Math.ceil(ids.length / 100) }, (_, page) =>
        ids.slice(page * 100, page * 100 + 100).join(','),
      );
      const replies = await Promise.all(
        pages.map((subjectIds) =>
          bodyOf(apiIn(language).GET('/api/v1/newest-messages', { params: { query: { subjectIds } } })),
        ),
      );
      return new Map(replies.flatMap(({ items }) => items.map((item) => [item.subjectId, item.state] as const)));
    },
    placeholderData: (before) => before,
  });
  return data ?? new Map();
}
