/** The inbox: updates of all bots, worked in order per chat by whoever holds the chat's lease. */
import { newId } from '../../kernel/ids.ts';
import type { InSystem, SystemScope } from '../db/scope.ts';
import type { Logger } from '../logging/logger.ts';
import { TelegramChat, TelegramUpdate } from './inbox.entity.ts';
import type { Sealer } from './sealer.ts';
import { chatKeyOf, type Update } from './update.ts';

/** The channel on which processes tell each other that updates have come. */
export const INBOX_CHANNEL = 'telegram_inbox';

/** A chat this process may work on until its lease ends. */
export interface LeasedChat {
  readonly id: string;
  readonly botId: string;
  readonly chatKey: string;
  readonly owner: string;
}

/** An update on its way to a bot. */
export interface WaitingUpdate {
  readonly id: string;
  readonly update: Update;
  /** How many times it was begun before. */
  readonly begunBefore: number;
  readonly receivedAt: Date;
}

/** The durable queue between Telegram and the bots. */
export interface Inbox {
  /** Keeps updates, each once, and wakes the workers; nothing else happens here. */
  receive(botId: string, updates: readonly Update[]): Promise<void>;
  /** Leases up to `count` chats with waiting updates. */
  take(request: { owner: string; botIds: readonly string[]; count: number }): Promise<LeasedChat[]>;
  /** Begins the chat's next update and prolongs the lease; undefined when there is none or the lease is lost. */
  begin(chat: LeasedChat): Promise<WaitingUpdate | undefined>;
  /** Prolongs the lease of a chat that takes long. */
  prolong(chat: LeasedChat): Promise<void>;
  /** Takes back that it was begun, so that an outage costs it no try. */
  forgive(waiting: WaitingUpdate): Promise<void>;
  /** Erases the payload; with an incident the update is set aside instead and its payload kept. */
  finish(waiting: WaitingUpdate, incident?: string): Promise<void>;
  release(chat: LeasedChat): Promise<void>;
}

const LEASE_SECONDS = 12;
const PURPOSE = 'telegram.update';
const UNREADABLE = 'UNREADABLE';

/** What the inbox stands on. */
export interface InboxOptions {
  readonly inSystem: InSystem;
  readonly sealer: Sealer;
  readonly logger: Logger;
  /** Seconds until the chats of a process that died may be taken over. */
  readonly leaseSeconds?: number | undefined;
}

/** The inbox on Postgres. */
export function createInbox(options: InboxOptions): Inbox {
  const { inSystem, leaseSeconds = LEASE_SECONDS } = options;
  const leaseEnd = (now: Date) => new Date(now.getTime() + leaseSeconds * 1000);
  const finish = (id: string, incident?: string) =>
    inSystem('telegram.finish-update', async ({ em, now }) => {
      const outcome = incident === undefined ? { sealed: null } : { incident };
      await em.nativeUpdate(TelegramUpdate, { id }, { handledAt: now(), ...outcome });
    });
  return {
    receive: (botId, updates) => receiveUpdates(options, botId, updates),
    take: ({ owner, botIds, count }) =>
      inSystem('telegram.take-chats', async ({ em, now }) => {
        const params = [owner, leaseEnd(now()), botIds.join(','), now(), count];
        const rows = await em.execute<{ id: string; bot_id: string; chat_key: string }[]>(TAKE, params);
        return rows.map((row) => ({ id: row.id, botId: row.bot_id, chatKey: row.chat_key, owner }));
      }),
    begin: async (chat) => {
      for (;;) {
        const begun = await inSystem('telegram.begin-update', ({ em, now }) => beginNext(em, chat, leaseEnd(now())));
        const waiting = begun && readUpdate(options, begun);
        if (!begun || waiting) {
          return waiting;
        }

        await finish(begun.id, UNREADABLE);
      }
    },
    prolong: (chat) =>
      inSystem('telegram.prolong-lease', async ({ em, now }) => {
        await em.nativeUpdate(TelegramChat, held(chat), { leaseUntil: leaseEnd(now()) });
      }),
    forgive: ({ id }) =>
      inSystem('telegram.forgive-update', async ({ em, now }) => {
        const sql = 'update telegram_updates set attempts = greatest(attempts - 1, 0), updated_at = ? where id = ?';
        await em.execute(sql, [now(), id]);
      }),
    finish: (waiting, incident) => finish(waiting.id, incident),
    release: (chat) =>
      inSystem('telegram.release-chat', async ({ em }) => {
        await em.nativeUpdate(TelegramChat, held(chat), { leaseOwner: null, leaseUntil: null });
      }),
  };
}

function held(chat: LeasedChat): { id: string; leaseOwner: string } {
  return { id: chat.id, leaseOwner: chat.owner };
}

async function beginNext(
  em: SystemScope['em'],
  chat: LeasedChat,
  leaseUntil: Date,
): Promise<TelegramUpdate | undefined> {
  const isHeld = (await em.nativeUpdate(TelegramChat, held(chat), { leaseUntil })) > 0;
  if (!isHeld) {
    return undefined;
  }

  const { botId, chatKey } = chat;
  const next = await em.findOne(TelegramUpdate, { botId, chatKey, handledAt: null }, { orderBy: { updateId: 'asc' } });
  if (next) {
    next.attempts += 1;
  }
  return next ?? undefined;
}

/** Undefined when the payload can't be opened, as after a lost secrets key; it must not block its chat for ever. */
function readUpdate({ sealer, logger }: InboxOptions, begun: TelegramUpdate): WaitingUpdate | undefined {
  const { id, botId, updateId, sealed, attempts, createdAt } = begun;
  try {
    const update = JSON.parse(sealer.open(sealed ?? '', PURPOSE)) as Update;
    return { id, update, begunBefore: attempts - 1, receivedAt: createdAt };
  } catch (error) {
    logger.error({ err: error, botId, updateId }, 'update set aside: its payload is unreadable');
    return undefined;
  }
}

const TAKE = `
  update telegram_chats set lease_owner = ?, lease_until = ?
  where id in (
    select c.id from telegram_chats c
    where (c.bot_id, c.chat_key) in (
      select u.bot_id, u.chat_key from telegram_updates u where u.handled_at is null and u.bot_id = any(string_to_array(?, ',')))
    and (c.lease_until is null or c.lease_until < ?)
    limit ? for update skip locked)
  returning id, bot_id, chat_key`;

async function receiveUpdates(
  { inSystem, sealer }: InboxOptions,
  botId: string,
  updates: readonly Update[],
): Promise<void> {
  await inSystem('telegram.receive-updates', async ({ em, now }) => {
    for (const update of updates) {
      const chatKey = chatKeyOf(update);
      const sealed = sealer.seal(JSON.stringify(update), PURPOSE);
      await em.execute(
        `insert into telegram_chats (id, created_at, updated_at, bot_id, chat_key)
         values (?, ?, ?, ?, ?) on conflict (bot_id, chat_key) do nothing`,
        [newId(), now(), now(), botId, chatKey],
      );
      await em.execute(
        `insert into telegram_updates (id, created_at, updated_at, bot_id, update_id, chat_key, sealed, attempts)
         values (?, ?, ?, ?, ?, ?, ?, 0) on conflict (bot_id, update_id) do nothing`,
        [newId(), now(), now(), botId, update.update_id, chatKey, sealed],
      );
    }
    await em.execute('select pg_notify(?, ?)', [INBOX_CHANNEL, botId]);
  });
}
