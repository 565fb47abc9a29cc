import { createStore } from './store.ts';

const keptEvents = 60;

/** One visible change of the outside world, as the stream tells it. */
export interface WorldEvent {
  readonly id: number;
  readonly at: string;
  readonly source: 'telegram' | 'kaspi' | 'whatsapp';
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The last events of this visit, oldest first. */
export const worldEvents = createStore<readonly WorldEvent[]>([]);

/** Whether the stream is open. */
export const isStreamOpen = createStore(false);

/** Follows the sandbox's event stream; after a lost connection everybody is told to read anew. */
export function followEvents(onEvent: (source: WorldEvent['source'] | 'all') => void): void {
  const stream = new EventSource('/_control/events');
  stream.onopen = () => {
    isStreamOpen.set(true);
    onEvent('all');
  };
  stream.onerror = () => isStreamOpen.set(false);
  stream.onmessage = ({ data }) => {
    const event = JSON.parse(String(data)) as WorldEvent; // The stream's shape is the sandbox's promise.
    worldEvents.set([...worldEvents.get(), event].slice(-keptEvents));
    onEvent(event.source);
  };
}
