import { ActionIcon, Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { languages, useWords } from '../words.tsx';

/** The three languages, each by its own name. */
export function LanguageChoice() {
  const { t, language, choose, nameOf } = useWords();
  return (
    <SegmentedControl
      aria-label={t('admin-language')}
      value={language}
      onChange={(value) => choose(languages.find((known) => known === value) ?? 'ru')}
      data={languages.map((value) => ({ value, label: nameOf(value) }))}
      size="xs"
      fullWidth
    />
  );
}

/** Light, dark, or as the device has it. */
export function SchemeChoice() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes = [
    { value: 'light', label: t('admin-scheme-light') },
    { value: 'dark', label: t('admin-scheme-dark') },
    { value: 'auto', label: t('admin-scheme-auto') },
  ];
  return (
    <SegmentedControl
      aria-label={t('admin-scheme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
      data={schemes}
      size="xs"
      fullWidth
    />
  );
}

/** Who is signed in, language, colours, and the way out. */
export function SelfMenu({ name, role, leave }: { name: string; role: string; leave: () => void }) {
  const { t } = useWords();
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick={false} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} radius="xl" aria-label={t('admin-self')}>
          {[...name][0]?.toUpperCase()}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {name} · {role}
        </Menu.Label>
        <div className="menu-choice">
          <LanguageChoice />
        </div>
        <div className="menu-choice">
          <SchemeChoice />
        </div>
        <Menu.Divider />
        <Menu.Item onClick={leave}>{t('admin-sign-out-btn')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
