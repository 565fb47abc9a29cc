import {
  type Downloaded,
  OutboundSchema,
  type Presence,
  type Sent,
  type SessionOptions,
  SessionOptionsSchema,
} from './child-protocol.ts';
import { Session, type SessionStatus } from './session.ts';
import type { SessionEvent } from './session-events.ts';
import { SessionRefusal } from './session-refusal.ts';
import { createStartGate } from './start-gate.ts';

const retryMs = [1_000, 2_000, 5_000, 10_000, 30_000, 300_000];

/** Says which process owns a session, so that two never open the same one. */
export interface SessionLease {
  /** @returns false when another process owns it */
  acquire(sessionId: string): Promise<boolean>;
  release(sessionId: string): Promise<void>;
}

/** How a host of sessions works. */
export interface WhatsAppSessionsOptions {
  readonly lease?: SessionLease;
  /** Waits between attempts, milliseconds; the last one repeats. */
  readonly retryMs?: readonly number[];
}

/** A message to somebody; one of `phone` (digits, `77010000001`) and `chatId` (as an inbound message gave it). */
export interface SessionMessage {
  readonly phone?: string;
  readonly chatId?: string;
  readonly text: string;
  /** The outbox id: a repeated key is not sent again while this process lives. */
  readonly key: string;
  /** `cold` (default) writes without a trace of reading; `reply` marks the chat as read first. */
  readonly lane?: 'cold' | 'reply';
  readonly media?: { readonly mimetype: string; readonly base64: string; readonly fileName?: string };
}

/** Every WhatsApp session of this process: one child process and one browser each, kept alive until closed. */
export class WhatsAppSessions {
  readonly #options: WhatsAppSessionsOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #gate = createStartGate();

  constructor(options: WhatsAppSessionsOptions = {}) {
    this.#options = options;
  }

  /** Hears every session's news. @returns what stops it */
  on(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Begins to start a session; its news tell how far it came. Nothing happens when it is open already. @throws SessionRefusal leased_elsewhere */
  open(sessionId: string, options: SessionOptions): Promise<void> {
    return this.#inTurn(sessionId, async () => {
      if (this.#sessions.has(sessionId)) {
        return;
      }
      const settings = SessionOptionsSchema.parse(options);
      if ((await this.#options.lease?.acquire(sessionId)) === false) {
        throw new SessionRefusal('leased_elsewhere', 'another process owns this session');
      }

      const session = new Session({
        id: sessionId,
        settings,
        gate: this.#gate,
        retryMs: this.#options.retryMs ?? retryMs,
        tell: (news) => this.#tell({ ...news, sessionId }),
      });
      this.#sessions.set(sessionId, session);
      session.start();
    });
  }

  /** Stops a session and keeps its login; within 8 s. */
  close(sessionId: string): Promise<void> {
    return this.#inTurn(sessionId, () => this.#close(sessionId, (session) => session.stop('closed')));
  }

  /** Unlinks the number at WhatsApp, forgets the login and closes the session. @throws SessionRefusal unless ready */
  logout(sessionId: string): Promise<void> {
    return this.#inTurn(sessionId, () => this.#close(sessionId, (session) => session.logout()));
  }

  /** Asks for a code to type on the phone instead of scanning. @throws SessionRefusal */
  async requestPairingCode(sessionId: string, phone: string): Promise<string> {
    return this.#get(sessionId).pair(phone);
  }

  /** Tells whether a number is on WhatsApp; `unknown` when the page could not say. @throws SessionRefusal unless ready */
  async check(sessionId: string, phone: string): Promise<Presence> {
    return this.#get(sessionId).check(phone);
  }

  /** Fetches the file of an inbound message; undefined when WhatsApp no longer has it. @throws SessionRefusal unless ready */
  async download(sessionId: string, messageId: string): Promise<Downloaded | undefined> {
    return this.#get(sessionId).download(messageId);
  }

  /** Sends one message; `unknown` means it may have left. @throws SessionRefusal when it certainly did not */
  async send(sessionId: string, message: SessionMessage): Promise<Sent> {
    const { phone, chatId = `${phone}@c.us`, key, ...content } = message;
    return this.#get(sessionId).send(key, OutboundSchema.parse({ chatId, ...content }));
  }

  /** Where a session stands; undefined when it is not open here. */
  status(sessionId: string): SessionStatus | undefined {
    return this.#sessions.get(sessionId)?.status;
  }

  /** Closes every session; within 8 s. */
  async stop(): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((sessionId) => this.close(sessionId)));
  }

  async #close(sessionId: string, end: (session: Session) => Promise<void>): Promise<void> {
    const session = this.#sessions.get(sessionId);
    if (!session) {
      return;
    }
    await end(session);
    this.#sessions.delete(sessionId);
    await this.#options.lease?.release(sessionId);
  }

  #get(sessionId: string): Session {
    const session = this.#sessions.get(sessionId);
    if (!session) {
      throw new SessionRefusal('not_open', 'the session is not open here');
    }
    return session;
  }

  #tell(event: SessionEvent): void {
    for (const listener of this.#listeners) {
      listener(event);
    }
  }

  // Starts and stops of one session never overlap.
  #inTurn(sessionId: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(sessionId) ?? Promise.resolve()).catch(() => undefined).then(work);
    this.#turns.set(sessionId, turn);
    return turn;
  }
}
