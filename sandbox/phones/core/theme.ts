import { createKeptStore } from './store.ts';

/** Light, dark or as the system says (auto). */
export const theme = createKeptStore('phones.theme', 'auto');
theme.subscribe(applyTheme);
applyTheme();

/** Turns to the other theme than the one in sight. */
export function turnTheme(): void {
  theme.set(isDark() ? 'light' : 'dark');
}

/** Tells whether the page is dark now. */
export function isDark(): boolean {
  const chosen = theme.get();
  return chosen === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
}

function applyTheme(): void {
  const chosen = theme.get();
  document.documentElement.style.colorScheme = chosen === 'auto' ? 'light dark' : chosen;
}
