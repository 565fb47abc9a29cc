import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { apiIn, bodyOf, type Product } from '../api.ts';
import { Badge } from '../badge.tsx';
import { money } from '../format.ts';
import { List } from '../list.tsx';
import { PageHead, Picture, Search } from '../page-head.tsx';
import { Empty } from '../states.tsx';
import { useWords } from '../words.tsx';

/** The company's products. */
export default function ProductsPage() {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 250);
  return (
    <>
      <PageHead title={t('admin-products')}>
        <Search value={text} onChange={setText} />
      </PageHead>
      <List<Product>
        queryKey={['products', language, search]}
        read={(after) =>
          bodyOf(
            apiIn(language).GET('/api/v1/products', {
              params: { query: { limit: 50, ...(search && { search }), ...(after && { after }) } },
            }),
          )
        }
        empty={
          search ? (
            <Empty icon="🔍" title={t('admin-nothing-found')}>
              {t('admin-nothing-found-hint')}
            </Empty>
          ) : (
            <Empty icon="📦" title={t('admin-products-empty')}>
              {t('admin-products-empty-hint')}
            </Empty>
          )
        }
      >
        {(rows) => <Products rows={rows} />}
      </List>
    </>
  );
}

function Products({ rows }: { readonly rows: readonly Product[] }) {
  const { t } = useWords();
  return (
    <table className="list products">
      <thead>
        <tr>
          <th scope="col">{t('admin-product')}</th>
          <th scope="col">{t('admin-on-kaspi')}</th>
          <th scope="col" className="number">
            {t('admin-price')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((product) => (
          <tr key={product.id}>
            <td className="thing">
              <Picture url={product.imageUrl} />
              <span>
                <span className="name">{product.name}</span>
                <span className="sub">{product.sku}</span>
              </span>
            </td>
            <td>
              <Presence listings={product.listings} />
            </td>
            <td className="number">{money(product.listings[0]?.currentTiyn ?? product.priceTiyn)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const presences = {
  'on-sale': { word: 'admin-on-sale', tone: 'sky' },
  'off-sale': { word: 'admin-off-sale', tone: 'quiet' },
  'no-card': { word: 'admin-no-card', tone: 'sun' },
} as const;

function Presence({ listings }: Pick<Product, 'listings'>) {
  const { t } = useWords();
  const state = (['on-sale', 'off-sale', 'no-card'] as const).find((known) =>
    listings.some((listing) => listing.state === known),
  );
  const { word, tone } = presences[state ?? 'no-card'];
  return <Badge tone={tone}>{t(word)}</Badge>;
}
