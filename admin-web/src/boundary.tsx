import { Button, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useWords } from './words.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
}

/** Shows a broken page as such instead of taking the whole admin down; give it a key to begin anew. */
export class Boundary extends Component<BoundaryProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useWords();
  return (
    <Stack className="state" align="center" gap="xs" role="alert">
      <span className="state-icon" aria-hidden>
        ⚠️
      </span>
      <Title order={2} size="lg">
        {t('admin-broken-title')}
      </Title>
      <Text c="dimmed" ta="center" maw={420}>
        {t('admin-broken-hint')}
      </Text>
      <Button mt="xs" variant="light" onClick={() => location.reload()}>
        {t('admin-reload-btn')}
      </Button>
    </Stack>
  );
}
