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

/** Keeps every list fresh while something happens in the company; tells whether the stream is open. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [isLive, setLive] = useState(true);
  useEffect(() => {
    const stream = new EventSource('/api/v1/stream');
    const refresh = gatherer(client);
    stream.onopen = () => {
      setLive(true);
    };
    stream.onerror = () => setLive(false);
    stream.onmessage = (message) => {
      const { name } = JSON.parse(message.data) as { name: string };
      refresh(stale[name.split('.')[0] ?? ''] ?? []);
    };
    return () => stream.close();
  }, [client]);
  return isLive;
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
