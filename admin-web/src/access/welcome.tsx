import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { LanguageChoice } from '../shell/choices.tsx';
import { useWords } from '../words.tsx';

/** What somebody sees who is not signed in: where the link comes from. */
export function Welcome() {
  const { t } = useWords();
  return (
    <Doorstep title={t('admin-welcome-title')}>
      <Text c="dimmed">{t('admin-welcome-how')}</Text>
    </Doorstep>
  );
}

/** The frame of everything before the sign-in. */
export function Doorstep({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="doorstep">
      <Stack className="doorstep-card" gap="sm">
        <span className="brand">
          <span className="brand-mark" aria-hidden />
          Sauda
        </span>
        <Title order={1} size="xl">
          {title}
        </Title>
        {children}
        <LanguageChoice />
      </Stack>
    </main>
  );
}
