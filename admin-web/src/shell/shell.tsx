import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { apiIn, bodyOf, type Me } from '../api.ts';
import { useLive } from '../live.ts';
import { useWords } from '../words.tsx';
import { SelfMenu } from './choices.tsx';

const roleWords: Readonly<Record<Me['role'], string>> = {
  owner: 'admin-role-owner',
  manager: 'admin-role-manager',
  storekeeper: 'admin-role-storekeeper',
  analyst: 'admin-role-analyst',
  cashier: 'admin-role-cashier',
};

/** The frame of every page: the company, the way around, and whether the page is live. */
export function Shell({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const { t } = useWords();
  const isLive = useLive();
  const leave = useSignOut();
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('admin-skip')}
      </a>
      <header className="head">
        <Link href="/" className="brand">
          <span className="brand-mark" aria-hidden />
          Sauda
        </Link>
        <span className="company">{me.company.name}</span>
        <span className="live" data-live={isLive} role="status">
          {isLive ? t('admin-live') : t('admin-live-lost')}
        </span>
        <SelfMenu name={me.name} role={t(roleWords[me.role])} leave={leave} />
      </header>
      <Ways me={me} />
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

const ways = [
  { href: '/prices', icon: '💸', word: 'admin-prices', can: 'pricing.read' },
  { href: '/products', icon: '📦', word: 'admin-products', can: 'catalog.read' },
  { href: '/orders', icon: '🧾', word: 'admin-orders', can: 'orders.read' },
] as const;

/** The pages a member's role opens; every role opens at least one. */
export function waysOf(me: Me) {
  return ways.filter(({ can }) => me.actions.some((action) => action === can));
}

function Ways({ me }: { readonly me: Me }) {
  const { t } = useWords();
  const [path] = useLocation();
  return (
    <nav className="ways" aria-label={t('admin-ways')}>
      {waysOf(me).map(({ href, icon, word }) => (
        <Link key={href} href={href} className="way" aria-current={path.startsWith(href) ? 'page' : undefined}>
          <span aria-hidden>{icon}</span>
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}

function useSignOut(): () => void {
  const { language } = useWords();
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: () => bodyOf(apiIn(language).POST('/api/v1/sign-out')),
    onSettled: () => client.resetQueries(),
  });
  return mutate;
}
