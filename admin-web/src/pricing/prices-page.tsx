import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { apiIn, bodyOf, type Price } from '../api.ts';
import { money } from '../format.ts';
import { List } from '../list.tsx';
import { PageHead, Picture, Search } from '../page-head.tsx';
import { Empty } from '../states.tsx';
import { useWords } from '../words.tsx';

/** The company's prices, each with its reason. */
export default function PricesPage() {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 250);
  return (
    <>
      <PageHead title={t('admin-prices')}>
        <Search value={text} onChange={setText} />
      </PageHead>
      <Summary />
      <List<Price>
        queryKey={['prices', 'list', language, search]}
        read={(after) =>
          bodyOf(
            apiIn(language).GET('/api/v1/prices', {
              params: { query: { limit: 50, ...(search && { search }), ...(after && { after }) } },
            }),
          )
        }
        empty={
          <Empty icon={search ? '🔍' : '💸'} title={search ? t('admin-nothing-found') : t('admin-prices-empty')}>
            {search ? t('admin-nothing-found-hint') : t('admin-prices-empty-hint')}
          </Empty>
        }
      >
        {(rows) => <Prices rows={rows} />}
      </List>
    </>
  );
}

function Summary() {
  const { t, language } = useWords();
  const counts = useQuery({
    queryKey: ['prices', 'summary'],
    queryFn: () => bodyOf(apiIn(language).GET('/api/v1/prices-summary')),
  });
  const { data } = counts;
  const facts = [
    { label: t('admin-summary-first'), value: data?.first },
    { label: t('admin-summary-repriced'), value: data?.repriced },
    { label: t('admin-summary-floor'), value: data?.atFloor, isSun: (data?.atFloor ?? 0) > 0 },
    { label: t('admin-summary-no-minimum'), value: data?.withoutMinimum },
  ];
  return (
    <dl className="facts">
      {facts.map(({ label, value, isSun }) => (
        <div key={label} className="fact" data-sun={isSun === true}>
          <dt>{label}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

function Prices({ rows }: { readonly rows: readonly Price[] }) {
  const { t } = useWords();
  return (
    <table className="list prices">
      <thead>
        <tr>
          <th scope="col">{t('admin-product')}</th>
          <th scope="col" className="number">
            {t('admin-price')}
          </th>
          <th scope="col" className="number">
            {t('admin-bounds')}
          </th>
          <th scope="col" className="number">
            {t('admin-rank')}
          </th>
          <th scope="col">{t('admin-why')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((price) => (
          <PriceLine key={price.id} price={price} />
        ))}
      </tbody>
    </table>
  );
}

function PriceLine({ price }: { readonly price: Price }) {
  const { t } = useWords();
  return (
    <tr className="way-in">
      <td className="thing">
        <Picture url={price.imageUrl} />
        <span>
          <Link className="name" href={`/prices/${price.listingId}`}>
            {price.name}
          </Link>
          <span className="sub">{price.sku}</span>
        </span>
      </td>
      <td className="number now">
        {money(price.currentTiyn)}
        {price.pendingTiyn !== null && (
          <span className="sub">{t('admin-pending', { price: money(price.pendingTiyn) })}</span>
        )}
      </td>
      <td className="number bounds">
        {price.minTiyn === null ? '–' : money(price.minTiyn)}
        <span className="sub">{price.maxTiyn === null ? '–' : money(price.maxTiyn)}</span>
      </td>
      <td className="number rank">
        {price.rank === null ? '–' : t('admin-rank-of', { rank: price.rank, count: price.offersCount ?? price.rank })}
        {price.leaderTiyn !== null && price.rank !== 1 && <span className="sub">{money(price.leaderTiyn)}</span>}
      </td>
      <td className="reason">{price.reasonText ?? t('admin-not-seen')}</td>
    </tr>
  );
}
