import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { Welcome } from './access/welcome.tsx';
import { ApiProblem, apiIn, bodyOf, type Me } from './api.ts';
import { Boundary } from './boundary.tsx';
import { loadPage } from './load-page.ts';
import { Shell, waysOf } from './shell/shell.tsx';
import { Failure, ListSkeleton } from './states.tsx';
import { useWords } from './words.tsx';

const SignInPage = loadPage(() => import('./access/sign-in-page.tsx'));
const ProductsPage = loadPage(() => import('./catalog/products-page.tsx'));
const PricesPage = loadPage(() => import('./pricing/prices-page.tsx'));
const PricePage = loadPage(() => import('./pricing/price-page.tsx'));
const OrdersPage = loadPage(() => import('./orders/orders-page.tsx'));
const OrderPage = loadPage(() => import('./orders/order-page.tsx'));

/** Every page of the admin by its address. */
export function App() {
  return (
    <Router base="/admin">
      <Boundary>
        <Suspense fallback={null}>
          <Switch>
            <Route path="/sign-in" component={SignInPage} />
            <Route component={SignedIn} />
          </Switch>
        </Suspense>
      </Boundary>
    </Router>
  );
}

function SignedIn() {
  const { language, suggest } = useWords();
  const me = useQuery({ queryKey: ['me'], queryFn: () => bodyOf(apiIn(language).GET('/api/v1/me')) });
  const preferred = me.data?.language;
  useEffect(() => {
    if (preferred) {
      suggest(preferred);
    }
  }, [preferred, suggest]);
  if (me.error instanceof ApiProblem && me.error.status === 401) {
    return <Welcome />;
  }

  if (!me.data) {
    return me.error && <Failure error={me.error} retry={() => void me.refetch()} />;
  }

  return (
    <Shell me={me.data}>
      <Pages me={me.data} />
    </Shell>
  );
}

function Pages({ me }: { readonly me: Me }) {
  const { zone } = me.company;
  const [path] = useLocation();
  return (
    <Boundary key={path}>
      <Suspense fallback={<ListSkeleton />}>
        <Switch>
          <Route path="/products" component={ProductsPage} />
          <Route path="/prices" component={PricesPage} />
          <Route path="/prices/:listingId">{({ listingId }) => <PricePage listingId={listingId} zone={zone} />}</Route>
          <Route path="/orders">
            <OrdersPage zone={zone} />
          </Route>
          <Route path="/orders/:id">{({ id }) => <OrderPage id={id} zone={zone} />}</Route>
          <Route>
            <Redirect to={waysOf(me)[0]?.href ?? '/orders'} replace />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}
