import { defineEntity, p } from '@mikro-orm/core';
import { languages } from '../kernel/language.ts';
import { baseColumns } from '../platform/db/company-owned.ts';

/** The global table of people. */
export const PersonSchema = defineEntity({
  name: 'Person',
  tableName: 'persons',
  properties: { ...baseColumns, name: p.string().length(120), language: p.enum(languages) },
});

/** A human being who signs in; what they may do is said by their memberships. */
export class Person extends PersonSchema.class {}
PersonSchema.setClass(Person);

/** The global table of proved phones. */
export const PersonPhoneSchema = defineEntity({
  name: 'PersonPhone',
  tableName: 'person_phones',
  properties: {
    ...baseColumns,
    person: () => p.manyToOne(Person).mapToPk(),
    phone: p.string().length(20).unique(),
    verifiedAt: p.datetime(),
  },
});

/** A phone (E.164) that a person proved to be theirs. */
export class PersonPhone extends PersonPhoneSchema.class {}
PersonPhoneSchema.setClass(PersonPhone);

/** The global table of Telegram accounts. */
export const TelegramIdentitySchema = defineEntity({
  name: 'TelegramIdentity',
  tableName: 'telegram_identities',
  properties: {
    ...baseColumns,
    telegramUserId: p.string().length(20).unique(),
    person: () => p.manyToOne(Person).mapToPk().nullable(),
    name: p.string().length(120),
    language: p.enum(languages),
    /** Set once the user has chosen a language; until then it is Telegram's. */
    languageChosenAt: p.datetime().nullable(),
    /** The company the user works in at present; empty until one is made or joined. */
    activeCompanyId: p.uuid().nullable(),
  },
});

/** A Telegram account, known from its first message on; tied to a person once a phone was shared. */
export class TelegramIdentity extends TelegramIdentitySchema.class {}
TelegramIdentitySchema.setClass(TelegramIdentity);
