import { type ComponentType, lazy } from 'react';

const KEY = 'sauda-reloaded-at';
const AGAIN_AFTER_MS = 60_000;

/** A page that is fetched when it is first opened. A newer build has taken its file away: the admin loads itself anew, once. */
export function loadPage<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(() => load().catch(reloadOnce));
}

/** The page that asked is gone with the reload, so it is never answered. */
function reloadOnce(error: unknown): Promise<never> {
  if (Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) < AGAIN_AFTER_MS) {
    throw error;
  }

  sessionStorage.setItem(KEY, String(Date.now()));
  location.reload();
  return new Promise(() => {});
}
