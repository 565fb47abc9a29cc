import type { Message, Order } from '../api.ts';
import { Badge, type Tone } from '../badge.tsx';
import { useWords } from '../words.tsx';

/** Each state with its word and its look: a tone or a sign. */
type Shown<State extends string, Look> = Readonly<Record<State, readonly [word: string, look: Look]>>;

const statuses: Shown<Order['status'], Tone> = {
  new: ['admin-order-new', 'sun'],
  accepted: ['admin-order-accepted', 'sky'],
  packed: ['admin-order-packed', 'sky'],
  handed_over: ['admin-order-handed-over', 'sky'],
  completed: ['admin-order-completed', 'quiet'],
  cancelling: ['admin-order-cancelling', 'danger'],
  cancelled: ['admin-order-cancelled', 'quiet'],
  returning: ['admin-order-returning', 'danger'],
  returned: ['admin-order-returned', 'quiet'],
};

const ticks: Shown<Message['state'], string> = {
  queued: ['admin-message-queued', '🕓'],
  sending: ['admin-message-queued', '🕓'],
  sent: ['admin-message-sent', '✓'],
  delivered: ['admin-message-delivered', '✓✓'],
  read: ['admin-message-read', '✓✓'],
  failed: ['admin-message-failed', '⚠️'],
  unknown: ['admin-message-unknown', '❔'],
  cancelled: ['admin-message-cancelled', '–'],
};

/** Where an order stands. */
export function Status({ status }: { readonly status: Order['status'] }) {
  const { text, look } = useShown(statuses, status);
  return <Badge tone={look}>{text}</Badge>;
}

/** How far a message got, as messengers show it. */
export function Ticks({ state }: { readonly state: Message['state'] }) {
  const { text, look } = useShown(ticks, state);
  return (
    <span className="ticks" data-state={state}>
      <span aria-hidden>{look}</span> {text}
    </span>
  );
}

function useShown<State extends string, Look>(shown: Shown<State, Look>, state: State): { text: string; look: Look } {
  const { t } = useWords();
  const [word, look] = shown[state];
  return { text: t(word), look };
}
