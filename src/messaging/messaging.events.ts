import type { Channel, MessageState } from './message.entity.ts';
import type { WhatsAppState } from './whatsapp-session.entity.ts';

declare module '../kernel/events.ts' {
  interface Events {
    /** Something is due to leave; wakes the delivery. */
    'message.queued': { messageId: string };
    /** A message got further, or failed. */
    'message.raised': { messageId: string; subjectId: string; channel: Channel; state: MessageState };
    /** A customer wrote. */
    'message.received': { sessionId: string; customerId: string; channel: Channel };
    /** `former` is where it stood before; some states are told again without a change. */
    'whatsapp.stateChanged': { sessionId: string; state: WhatsAppState; former: WhatsAppState };
    'whatsapp.qrChanged': { sessionId: string };
  }
}
