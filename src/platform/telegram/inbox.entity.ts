import { defineEntity, p } from '@mikro-orm/core';
import { baseColumns } from '../db/company-owned.ts';

/** The table of updates that Telegram delivered; the unique key makes every delivery count once. */
export const TelegramUpdateSchema = defineEntity({
  name: 'TelegramUpdate',
  tableName: 'telegram_updates',
  uniques: [{ properties: ['botId', 'updateId'] }],
  indexes: [
    {
      properties: ['botId', 'chatKey', 'updateId'],
      where: 'handled_at is null',
      name: 'telegram_updates_waiting_index',
    },
  ],
  properties: {
    ...baseColumns,
    botId: p.string().length(20),
    updateId: p.bigint('number'),
    chatKey: p.string().length(40),
    sealed: p.text().nullable(),
    attempts: p.integer().default(0),
    handledAt: p.datetime().nullable(),
    incident: p.string().length(20).nullable(),
  },
});

/** An update as Telegram delivered it; its payload is sealed and erased once handled. */
export class TelegramUpdate extends TelegramUpdateSchema.class {}
TelegramUpdateSchema.setClass(TelegramUpdate);

/** The table of chats of all bots: their lease, live menu and whether the person blocked the bot. */
export const TelegramChatSchema = defineEntity({
  name: 'TelegramChat',
  tableName: 'telegram_chats',
  uniques: [{ properties: ['botId', 'chatKey'] }],
  properties: {
    ...baseColumns,
    botId: p.string().length(20),
    chatKey: p.string().length(40),
    leaseOwner: p.string().length(40).nullable(),
    leaseUntil: p.datetime().nullable(),
    menuMessageId: p.bigint('number').nullable(),
    menuTap: p.string().length(64).nullable(),
    /** Of what the live menu shows, so that an equal screen is not drawn again. */
    menuDigest: p.string().length(43).nullable(),
    blockedAt: p.datetime().nullable(),
  },
});

/** One chat with one bot; whoever holds its lease is the only one who works its updates. */
export class TelegramChat extends TelegramChatSchema.class {}
TelegramChatSchema.setClass(TelegramChat);
