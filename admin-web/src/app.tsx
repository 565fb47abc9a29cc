import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { Welcome } from './access/welcome.tsx';
import { ApiProblem, apiIn, bodyOf, type Me } from './api.ts';
import { Shell, waysOf } from './shell/shell.tsx';
import { Failure, ListSkeleton } from './states.tsx';
import { useWords } from './words.tsx';

const SignInPage = lazy(() => import('./access/sign-in-page.tsx'));
const ProductsPage = lazy(() => import('./catalog/products-page.tsx'));
const PricesPage = lazy(() => import('./pricing/prices-page.tsx'));
const PricePage = lazy(() => import('./pricing/price-page.tsx'));
const OrdersPage = lazy(() => import('./orders/orders-page.tsx'));
const OrderPage = lazy(() => import('./orders/order-page.tsx'));

/** Every page of the admin by its address. */
export function App() {
  return (
    <Router base="/admin">
      <Suspense fallback={null}>
        <Switch>
          <Route path="/sign-in" component={SignInPage} />
          <Route component={SignedIn} />
        </Switch>
      </Suspense>
    </Router>
  );
}

function SignedIn() {
  const { language } = useWords();
  const me = useQuery({ queryKey: ['me'], queryFn: () => bodyOf(apiIn(language).GET('/api/v1/me')) });
  if (me.error instanceof ApiProblem && me.error.status === 401) {
    return <Welcome />;
  }

  if (me.error) {
    return <Failure error={me.error} retry={() => void me.refetch()} />;
  }

  return me.data ? <Shell me={me.data}>{pages(me.data)}</Shell> : null;
}

function pages(me: Me) {
  const { zone } = me.company;
  return (
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
  );
}
