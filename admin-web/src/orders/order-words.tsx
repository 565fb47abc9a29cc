import type { Message, Order } from '../api.ts';
import { Badge, type Tone } from '../badge.tsx';
import { useWords } from '../words.tsx';

const statuses: Readonly<Record<Order['status'], { readonly word: string; readonly tone: Tone }>> = {
  new: { word: 'admin-order-new', tone: 'sun' },
  accepted: { word: 'admin-order-accepted', tone: 'sky' },
  packed: { word: 'admin-order-packed', tone: 'sky' },
  handed_over: { word: 'admin-order-handed-over', tone: 'sky' },
  completed: { word: 'admin-order-completed', tone: 'quiet' },
  cancelling: { word: 'admin-order-cancelling', tone: 'danger' },
  cancelled: { word: 'admin-order-cancelled', tone: 'quiet' },
  returning: { word: 'admin-order-returning', tone: 'danger' },
  returned: { word: 'admin-order-returned', tone: 'quiet' },
};

/** Where an order stands. */
export function Status({ status }: { readonly status: Order['status'] }) {
  const { t } = useWords();
  const { word, tone } = statuses[status];
  return <Badge tone={tone}>{t(word)}</Badge>;
}

const ticks: Readonly<Record<Message['state'], { readonly sign: string; readonly word: string }>> = {
  queued: { sign: '🕓', word: 'admin-message-queued' },
  sending: { sign: '🕓', word: 'admin-message-queued' },
  sent: { sign: '✓', word: 'admin-message-sent' },
  delivered: { sign: '✓✓', word: 'admin-message-delivered' },
  read: { sign: '✓✓', word: 'admin-message-read' },
  failed: { sign: '⚠️', word: 'admin-message-failed' },
  unknown: { sign: '❔', word: 'admin-message-unknown' },
  cancelled: { sign: '–', word: 'admin-message-cancelled' },
};

/** How far a message got, as messengers show it. */
export function Ticks({ state }: { readonly state: Message['state'] }) {
  const { t } = useWords();
  const { sign, word } = ticks[state];
  return (
    <span className="ticks" data-state={state}>
      <span aria-hidden>{sign}</span> {t(word)}
    </span>
  );
}
