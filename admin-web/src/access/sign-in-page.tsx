import { Button, Loader, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { ApiProblem, apiIn, bodyOf } from '../api.ts';
import { type Language, useWords } from '../words.tsx';
import { Doorstep } from './welcome.tsx';

/** Trades the one-time token of the address for a sign-in, once. */
export default function SignInPage() {
  const { t } = useWords();
  const [search] = useSearchParams();
  const token = search.get('token');
  const { error, retry } = useSignIn(token);
  if (token === null) {
    return (
      <Doorstep title={t('admin-sign-in-no-token')}>
        <Text c="dimmed">{t('admin-welcome-how')}</Text>
      </Doorstep>
    );
  }

  if (!error) {
    return (
      <Doorstep title={t('admin-sign-in-busy')}>
        <Loader size="sm" aria-label={t('admin-sign-in-busy')} />
      </Doorstep>
    );
  }

  const isFinal = error instanceof ApiProblem && error.status < 500;
  return (
    <Doorstep title={t('admin-sign-in-failed')}>
      <Text role="alert">{error instanceof ApiProblem ? error.message : t('admin-offline')}</Text>
      {!isFinal && <Button onClick={retry}>{t('admin-retry-btn')}</Button>}
    </Doorstep>
  );
}

function useSignIn(token: string | null) {
  const { language } = useWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const isTried = useRef(false);
  const { mutate, error } = useMutation({
    mutationFn: (used: string) => signIn(language, used),
    onSuccess: async () => {
      client.removeQueries();
      go('/', { replace: true });
    },
  });
  useEffect(() => {
    // The token is good for one use: a second run of this effect must not spend it.
    if (token !== null && !isTried.current) {
      isTried.current = true;
      mutate(token);
    }
  }, [token, mutate]);
  return { error, retry: () => token !== null && mutate(token) };
}

/** Somebody who opens their link a second time is signed in already. */
async function signIn(language: Language, token: string): Promise<void> {
  const api = apiIn(language);
  try {
    await bodyOf(api.POST('/api/v1/sign-in-links/use', { body: { token } }));
  } catch (error) {
    const isSignedIn = error instanceof ApiProblem && error.status === 410 && (await api.GET('/api/v1/me')).response.ok;
    if (!isSignedIn) {
      throw error;
    }
  }
}
