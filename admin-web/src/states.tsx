import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem } from './api.ts';
import { useWords } from './words.tsx';

/** A place without rows yet, and what makes the first one appear. */
export function Empty({ icon, title, children }: { icon: string; title: string; children: ReactNode }) {
  return (
    <Stack className="state" align="center" gap="xs">
      <span className="state-icon" aria-hidden>
        {icon}
      </span>
      <Title order={2} size="lg">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={420}>
        {children}
      </Text>
    </Stack>
  );
}

/** What went wrong, in the server's words, and one more try. A refusal for want of rights has no retry. */
export function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useWords();
  const isRefused = error instanceof ApiProblem && error.status === 403;
  const told = error instanceof ApiProblem ? error.message : t('admin-offline');
  return (
    <Stack className="state" align="center" gap="xs" role="alert">
      <span className="state-icon" aria-hidden>
        {isRefused ? '⛔' : '⚠️'}
      </span>
      <Title order={2} size="lg">
        {isRefused ? t('admin-refused-title') : t('admin-failure-title')}
      </Title>
      <Text c="dimmed" ta="center" maw={420}>
        {told}
      </Text>
      {!isRefused && (
        <Button mt="xs" variant="light" onClick={retry}>
          {t('admin-retry-btn')}
        </Button>
      )}
    </Stack>
  );
}

const rows = [0, 1, 2, 3, 4, 5, 6, 7];

/** The shape of a list that is on its way. */
export function ListSkeleton() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t('admin-loading')}>
      {rows.map((row) => (
        <div key={row} className="skeleton-row">
          <Skeleton height={14} width={`${38 + ((row * 17) % 30)}%`} />
          <Skeleton height={14} width={72} />
        </div>
      ))}
    </div>
  );
}
