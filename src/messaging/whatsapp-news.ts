import { systemActor } from '../kernel/scope.ts';
import type { InCompany, Scope } from '../platform/db/scope.ts';
import type { Logger } from '../platform/logging/logger.ts';
import type { SessionEvent } from '../platform/whatsapp/session-events.ts';
import { createReceiptFollower, type ReceiptFollower } from './follow-receipts.ts';
import type { MessagingSettings } from './messaging.ports.ts';
import { recordAccount, recordInbound, recordQr, recordState } from './record-session-news.ts';

/** What writing news of sessions down needs. */
export interface WhatsAppNewsDeps {
  readonly inCompany: InCompany;
  readonly logger: Logger;
  readonly settings: Pick<MessagingSettings, 'unknownRetrySeconds'>;
  /** In whose name: news of a session that another process owns by now are not written down. */
  readonly owner: string;
}

/** Writes down what sessions tell, those of one session one after another. */
export interface WhatsAppNews {
  hear(companyId: string, event: SessionEvent): void;
  /** Resolves when what a session has told so far is written down. */
  written(sessionId: string): Promise<void>;
  /** Resolves when everything is, receipts included. */
  stop(): Promise<void>;
}

const actor = systemActor('messaging.whatsAppNews');

/** Creates the writer of one process. */
export function createWhatsAppNews(deps: WhatsAppNewsDeps): WhatsAppNews {
  const turns = new Map<string, Promise<void>>();
  const receipts = createReceiptFollower(deps);
  const record = async (companyId: string, event: OtherNews) => {
    const { kind, sessionId } = event;
    try {
      await deps.inCompany(companyId, actor, (scope) => write(scope, deps, event));
    } catch (error) {
      deps.logger.error({ err: error, sessionId, kind }, 'news of a WhatsApp session were lost');
    }
  };

  return {
    hear: (companyId, event) => {
      if (event.kind === 'receipt') {
        // Beside the other news: the note of the message's id may stand behind this very receipt.
        follow(receipts, companyId, event);
        return;
      }
      const turn = turns.get(event.sessionId) ?? Promise.resolve();
      turns.set(
        event.sessionId,
        turn.then(() => record(companyId, event)),
      );
    },
    written: (sessionId) => turns.get(sessionId) ?? Promise.resolve(),
    stop: async () => {
      await Promise.all([...turns.values(), receipts.stop()]);
    },
  };
}

type Receipt = Extract<SessionEvent, { kind: 'receipt' }>;
type OtherNews = Exclude<SessionEvent, { kind: 'receipt' }>;

function follow(receipts: ReceiptFollower, companyId: string, event: Receipt): void {
  const { sessionId, messageId: providerId, chatId, text, rung } = event;
  if (rung !== 'accepted') {
    receipts.follow(companyId, { sessionId, providerId, chatId, text, rung });
  }
}

async function write(scope: Scope, { owner, settings }: WhatsAppNewsDeps, event: OtherNews): Promise<void> {
  const { sessionId } = event;
  switch (event.kind) {
    case 'state':
      await recordState(scope, { sessionId, owner, state: event.state, reason: event.reason }, settings);
      return;
    case 'account':
      await recordAccount(scope, { sessionId, owner, phone: event.phone });
      return;
    case 'qr':
      await recordQr(scope, { sessionId, owner, qr: event.qr });
      return;
    case 'inbound':
      await recordInbound(scope, { sessionId, message: event.message });
  }
}
