import { systemActor } from '../kernel/scope.ts';
import type { InCompany, InSystem } from '../platform/db/scope.ts';
import type { Logger } from '../platform/logging/logger.ts';
import type { SessionOptions } from '../platform/whatsapp/child-protocol.ts';
import type { SessionEvent } from '../platform/whatsapp/session-events.ts';
import { SessionRefusal } from '../platform/whatsapp/session-refusal.ts';
import type { WhatsAppSessions } from '../platform/whatsapp/whatsapp-sessions.ts';
import { createReceiptFollower, type ReceiptFollower } from './follow-receipts.ts';
import { leaseSessions, type OwnedSession, releaseSessions } from './lease-sessions.ts';
import type { MessagingSettings } from './messaging.ports.ts';
import { recordAccount, recordInbound, recordQr, recordState } from './record-session-news.ts';

/** What keeping the companies' WhatsApp numbers needs. */
export interface WhatsAppServiceDeps {
  readonly sessions: WhatsAppSessions;
  readonly inCompany: InCompany;
  readonly inSystem: InSystem;
  /** How every session's browser is started. */
  readonly sessionOptions: SessionOptions;
  readonly logger: Logger;
  readonly settings: Pick<MessagingSettings, 'unknownRetrySeconds'>;
  /** The name of this owner; one that keeps its name over a restart has its sessions back at once. */
  readonly owner: string;
  /** Between two looks for sessions that are wanted or not wanted any more, milliseconds; 2 seconds if absent. */
  readonly lookMs?: number;
}

/** Keeps every wanted session of all companies alive in this process, or leaves it to the process that owns it. */
export interface WhatsAppService {
  /** Begins to restore sessions one by one in the background. */
  start(): void;
  /** Looks at once. */
  wake(): void;
  /** Closes every session, keeps their logins and gives them back; within 10 s. */
  stop(): Promise<void>;
}

const actor = systemActor('messaging.whatsAppService');

/** Creates the service; nothing happens before `start`. */
export function createWhatsAppService(deps: WhatsAppServiceDeps): WhatsAppService {
  const keeper = new Keeper(deps);
  return { start: () => keeper.start(), wake: () => keeper.wake(), stop: () => keeper.stop() };
}

class Keeper {
  readonly #deps: WhatsAppServiceDeps;
  readonly #owned = new Map<string, OwnedSession>();
  readonly #turns = new Map<string, Promise<void>>();
  readonly #receipts: ReceiptFollower;
  #look: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopListening: () => void = () => undefined;

  constructor(deps: WhatsAppServiceDeps) {
    this.#deps = deps;
    this.#receipts = createReceiptFollower(deps);
  }

  start(): void {
    this.#stopListening = this.#deps.sessions.on((event) => this.#hear(event));
    this.#timer = setInterval(() => this.wake(), this.#deps.lookMs ?? 2_000);
    this.wake();
  }

  wake(): void {
    if (this.#timer) {
      this.#look = this.#look.then(() => this.#reconcile());
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#look;
    await this.#deps.sessions.stop();
    this.#stopListening();
    await Promise.all([...this.#turns.values(), this.#receipts.stop()]);
    await this.#deps.inSystem('give WhatsApp sessions back', (scope) => releaseSessions(scope, this.#deps.owner));
  }

  /** Opens what is wanted and ours, ends what is not. Never rejects: the next look tries again. */
  async #reconcile(): Promise<void> {
    try {
      const { owner } = this.#deps;
      const ours = await this.#deps.inSystem('lease wanted WhatsApp sessions', (scope) => leaseSessions(scope, owner));
      for (const session of ours) {
        await this.#keep(session);
      }
      const kept = new Set(ours.filter(({ isWanted }) => isWanted).map(({ sessionId }) => sessionId));
      for (const session of [...this.#owned.values()].filter(({ sessionId }) => !kept.has(sessionId))) {
        await this.#end(session, ours);
      }
    } catch (error) {
      this.#deps.logger.error({ err: error }, 'WhatsApp sessions could not be looked after');
    }
  }

  async #keep(session: OwnedSession): Promise<void> {
    if (!session.isWanted || this.#owned.has(session.sessionId)) {
      return;
    }
    this.#owned.set(session.sessionId, session);
    await this.#deps.sessions.open(session.sessionId, this.#deps.sessionOptions);
  }

  /** Not wanted any more: unlinked. Taken over by another process: only closed. */
  async #end(session: OwnedSession, ours: readonly OwnedSession[]): Promise<void> {
    const { sessions, logger } = this.#deps;
    const { sessionId } = session;
    const isUnwanted = ours.some((own) => own.sessionId === sessionId);
    try {
      await (isUnwanted ? sessions.logout(sessionId) : sessions.close(sessionId));
    } catch (error) {
      if (!(error instanceof SessionRefusal)) {
        throw error;
      }
      logger.info({ sessionId, reason: error.reason }, 'a WhatsApp session was closed without unlinking');
      await sessions.close(sessionId);
    }
    await this.#turns.get(sessionId);
    this.#owned.delete(sessionId);
    if (isUnwanted) {
      await this.#deps.inCompany(session.companyId, actor, (scope) =>
        recordState(scope, { sessionId, state: 'stopped', reason: 'disconnected' }, this.#deps.settings),
      );
    }
  }

  /** News of one session are written down one after another. */
  #hear(event: SessionEvent): void {
    const session = this.#owned.get(event.sessionId);
    if (!session) {
      return;
    }
    const turn = (this.#turns.get(event.sessionId) ?? Promise.resolve()).then(() => this.#record(session, event));
    this.#turns.set(event.sessionId, turn);
  }

  async #record(session: OwnedSession, event: SessionEvent): Promise<void> {
    try {
      await this.#write(session, event);
    } catch (error) {
      const { sessionId } = session;
      this.#deps.logger.error({ err: error, sessionId, kind: event.kind }, 'news of a WhatsApp session were lost');
    }
  }

  async #write({ companyId, sessionId }: OwnedSession, event: SessionEvent): Promise<void> {
    const { inCompany, settings } = this.#deps;
    switch (event.kind) {
      case 'state': {
        const { state, reason } = event;
        await inCompany(companyId, actor, (scope) => recordState(scope, { sessionId, state, reason }, settings));
        return;
      }
      case 'account':
        await inCompany(companyId, actor, (scope) => recordAccount(scope, { sessionId, phone: event.phone }));
        return;
      case 'qr':
        await inCompany(companyId, actor, (scope) => recordQr(scope, { sessionId, qr: event.qr }));
        return;
      case 'inbound':
        await inCompany(companyId, actor, (scope) => recordInbound(scope, { sessionId, message: event.message }));
        return;
      default:
        this.#raise({ companyId, sessionId }, event);
    }
  }

  /** Beside the other news: the note of the message's id may stand behind this very receipt. */
  #raise({ companyId, sessionId }: Omit<OwnedSession, 'isWanted'>, event: SessionEvent & { kind: 'receipt' }): void {
    const { messageId: providerId, chatId, text, rung } = event;
    if (rung !== 'accepted') {
      this.#receipts.follow(companyId, { sessionId, providerId, chatId, text, rung });
    }
  }
}
