import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Which lists an event makes stale, by the noun its name begins with. */
const stale: Readonly<Record<string, readonly string[]>> = {
  product: ['products'],
  catalog: ['products', 'prices'],
  price: ['prices', 'products'],
  order: ['orders'],
  message: ['messages'],
};
const GATHER_MS = 300;
const REOPEN_MS = 3_000;

/** Keeps every list fresh while something happens in the company; tells whether the stream is open. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [isLive, setLive] = useState(true);
  useEffect(() => listen(client, setLive), [client]);
  return isLive;
}

/** Listens until the returned function is called. */
function listen(client: QueryClient, tell: (isLive: boolean) => void): () => void {
  const refresh = gatherer(client);
  let stream: EventSource;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let hasBroken = false;
  const open = () => {
    stream = new EventSource('/api/v1/stream');
    stream.onopen = () => {
      tell(true);
      if (hasBroken) {
        // What happened meanwhile was not heard.
        void client.invalidateQueries();
      }
      hasBroken = false;
    };
    stream.onmessage = (message) => {
      const { name } = JSON.parse(message.data) as { name: string };
      refresh(stale[name.split('.')[0] ?? ''] ?? []);
    };
    stream.onerror = () => {
      hasBroken = true;
      tell(false);
      // A browser gives up on any refusal; it may be the server starting anew, or a sign-in that ended.
      if (stream.readyState === EventSource.CLOSED) {
        void client.invalidateQueries({ queryKey: ['me'] });
        reopening = setTimeout(open, REOPEN_MS);
      }
    };
  };
  open();
  return () => {
    clearTimeout(reopening);
    stream.close();
  };
}

/** A burst of events makes one reading of each list. */
function gatherer(client: QueryClient): (keys: readonly string[]) => void {
  const waiting = new Set<string>();
  return (keys) => {
    if (waiting.size === 0 && keys.length > 0) {
      setTimeout(() => {
        for (const key of waiting) {
          void client.invalidateQueries({ queryKey: [key] });
        }
        waiting.clear();
      }, GATHER_MS);
    }
    for (const key of keys) {
      waiting.add(key);
    }
  };
}
