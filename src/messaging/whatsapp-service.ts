import { setTimeout as delay } from 'node:timers/promises';
import { systemActor } from '../kernel/scope.ts';
import type { InCompany, InSystem } from '../platform/db/scope.ts';
import type { Logger } from '../platform/logging/logger.ts';
import type { SessionOptions } from '../platform/whatsapp/child-protocol.ts';
import type { SessionEvent } from '../platform/whatsapp/session-events.ts';
import { unlinkSession } from '../platform/whatsapp/unlink-session.ts';
import type { WhatsAppSessions } from '../platform/whatsapp/whatsapp-sessions.ts';
import { leaseSessions, type OwnedSession, releaseSessions } from './lease-sessions.ts';
import type { MessagingSettings } from './messaging.ports.ts';
import { recordUnlinked, recordUnscanned } from './record-session-news.ts';
import { createWhatsAppNews, type WhatsAppNews } from './whatsapp-news.ts';

/** What keeping the companies' WhatsApp numbers needs. */
export interface WhatsAppServiceDeps {
  readonly sessions: Pick<WhatsAppSessions, 'on' | 'open' | 'close' | 'logout' | 'status' | 'stop'>;
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

const closePollMs = 100;

const actor = systemActor('messaging.whatsAppService');

/** Creates the service; nothing happens before `start`. */
export function createWhatsAppService(deps: WhatsAppServiceDeps): WhatsAppService {
  const keeper = new Keeper(deps);
  return { start: () => keeper.start(), wake: () => keeper.wake(), stop: () => keeper.stop() };
}

class Keeper {
  readonly #deps: WhatsAppServiceDeps;
  readonly #news: WhatsAppNews;
  readonly #owned = new Map<string, OwnedSession>();
  /** What is being done with a session; the look never waits for it, because it renews every session's lease. */
  readonly #busy = new Map<string, Promise<void>>();
  #look: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopListening: () => void = () => undefined;

  constructor(deps: WhatsAppServiceDeps) {
    this.#deps = deps;
    this.#news = createWhatsAppNews(deps);
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
    do {
      // Again while something is under way: it may have opened a session behind our back.
      await this.#deps.sessions.stop();
      await Promise.race([Promise.all(this.#busy.values()), delay(closePollMs)]);
    } while (this.#busy.size > 0);
    this.#stopListening();
    await this.#news.stop();
    await this.#deps.inSystem('give WhatsApp sessions back', (scope) => releaseSessions(scope, this.#deps.owner));
  }

  /** Renews what is ours and begins what is to be done with it. Never rejects: the next look tries again. */
  async #reconcile(): Promise<void> {
    try {
      const { owner } = this.#deps;
      const ours = await this.#deps.inSystem('lease WhatsApp sessions', (scope) => leaseSessions(scope, owner));
      for (const session of ours) {
        this.#beside(session, () => this.#care(session));
      }
      const kept = new Set(ours.map(({ sessionId }) => sessionId));
      for (const session of [...this.#owned.values()].filter(({ sessionId }) => !kept.has(sessionId))) {
        this.#beside(session, () => this.#close(session));
      }
    } catch (error) {
      this.#deps.logger.error({ err: error }, 'WhatsApp sessions could not be looked after');
    }
  }

  #beside({ sessionId }: OwnedSession, work: () => Promise<void>): void {
    if (this.#busy.has(sessionId)) {
      return;
    }
    const failed = (error: unknown) =>
      this.#deps.logger.error({ err: error, sessionId }, 'a WhatsApp session could not be looked after');
    const task = work()
      .catch(failed)
      .finally(() => this.#busy.delete(sessionId));
    this.#busy.set(sessionId, task);
  }

  #care(session: OwnedSession): Promise<void> {
    if (session.mustUnlink) {
      return this.#unlink(session);
    }
    return session.isUnscanned ? this.#giveUp(session) : this.#keep(session);
  }

  /** Opens it; one that WhatsApp or the browser has given up is opened anew when a person asks for it again. */
  async #keep(session: OwnedSession): Promise<void> {
    const { sessions, sessionOptions } = this.#deps;
    const { sessionId, wish } = session;
    const known = this.#owned.get(sessionId);
    const state = sessions.status(sessionId)?.state;
    if (known && known.wish !== wish && (state === 'restricted' || state === 'failed')) {
      await sessions.close(sessionId);
    }
    this.#owned.set(sessionId, session);
    await sessions.open(sessionId, sessionOptions);
  }

  async #unlink(session: OwnedSession): Promise<void> {
    const { sessions, sessionOptions, inCompany, owner } = this.#deps;
    const { companyId, sessionId } = session;
    this.#owned.set(sessionId, session);
    if (await unlinkSession(sessions, sessionId, sessionOptions)) {
      await this.#forget(session);
      await inCompany(companyId, actor, (scope) => recordUnlinked(scope, { sessionId, owner }));
    }
  }

  async #giveUp(session: OwnedSession): Promise<void> {
    const { inCompany, owner } = this.#deps;
    const { companyId, sessionId, wish } = session;
    if (await inCompany(companyId, actor, (scope) => recordUnscanned(scope, { sessionId, owner, wish }))) {
      await this.#close(session);
    }
  }

  async #close(session: OwnedSession): Promise<void> {
    await this.#deps.sessions.close(session.sessionId);
    await this.#forget(session);
  }

  async #forget({ sessionId }: OwnedSession): Promise<void> {
    await this.#news.written(sessionId);
    this.#owned.delete(sessionId);
  }

  /** How a number stands that is being unlinked is nobody's business any more; what customers say is. */
  #hear(event: SessionEvent): void {
    const session = this.#owned.get(event.sessionId);
    const isOfLeaving = session?.mustUnlink && ['state', 'account', 'qr'].includes(event.kind);
    if (session && !isOfLeaving) {
      this.#news.hear(session.companyId, event);
    }
  }
}
