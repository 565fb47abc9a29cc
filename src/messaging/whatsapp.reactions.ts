import { defineReaction, type Reaction } from '../platform/events/define-reaction.ts';
import './messaging.events.ts';
import { findWhatsApp } from './messaging.queries.ts';
import { notifyMembers } from './notify-members.ts';
import type { WhatsAppState } from './whatsapp-session.entity.ts';

/** States that stop every message until a person does something. */
const troubles: readonly WhatsAppState[] = ['logged_out', 'restricted', 'failed'];

/** What members are told of the company's WhatsApp number. */
export const whatsAppReactions: readonly Reaction[] = [
  defineReaction({
    name: 'messaging.onWhatsAppStopped',
    on: 'whatsapp.stateChanged',
    run: async (scope, { sessionId, state, former }, event) => {
      // A number that a person disconnected may log out in peace.
      const isWanted = (await findWhatsApp(scope))?.isWanted;
      if (!isWanted || state === former || !troubles.includes(state)) {
        return;
      }

      await notifyMembers(scope, {
        notice: 'whatsapp_stopped',
        event: `whatsapp_stopped ${event.id}`,
        subjectId: sessionId,
        to: 'messaging.connect',
        params: { state },
      });
    },
  }),
];
