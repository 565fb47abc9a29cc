import { TextInput, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useWords } from './words.tsx';

/** The title of a page, also of the browser's tab, and what stands to the right of it. */
export function PageHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Sauda`;
  }, [title]);
  return (
    <div className="page-head">
      <Title order={1} size="xl">
        {title}
      </Title>
      {children}
    </div>
  );
}

/** The search field of a list. */
export function Search({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const { t } = useWords();
  return (
    <TextInput
      className="search"
      type="search"
      aria-label={t('admin-search')}
      placeholder={t('admin-search')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A product's picture, or a quiet square. */
export function Picture({ url }: { readonly url: string | null }) {
  return url === null ? (
    <span className="picture" aria-hidden />
  ) : (
    <img className="picture" src={url} alt="" loading="lazy" width={40} height={40} />
  );
}
