import { defineEntity, p } from '@mikro-orm/core';
import { baseColumns, companyColumns, companyKey, companyOwned } from '../db/company-owned.ts';

/** The table of unfinished dialogues; the state is sealed, because it holds what people typed. */
export const TelegramDialogueSchema = defineEntity({
  name: 'TelegramDialogue',
  tableName: 'telegram_dialogues',
  uniques: [{ properties: ['botId', 'chatKey'] }],
  properties: {
    ...baseColumns,
    botId: p.string().length(20),
    chatKey: p.string().length(40),
    sealed: p.text(),
  },
});

/** Where a dialogue stands; disposable, since every answer is also in `drafts`. */
export class TelegramDialogue extends TelegramDialogueSchema.class {}
TelegramDialogueSchema.setClass(TelegramDialogue);

/** The table of answers given so far in a dialogue, by member and kind of dialogue. */
export const DraftSchema = defineEntity({
  name: 'Draft',
  tableName: 'drafts',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'author', 'kind'] }],
  properties: {
    ...companyColumns,
    /** The id of the scope's actor. */
    author: p.string().length(64),
    kind: p.string().length(64),
    sealed: p.text(),
  },
});

/** Answers that outlive their dialogue: a restart, a new version or /cancel. */
export class Draft extends DraftSchema.class {}
DraftSchema.setClass(Draft);
