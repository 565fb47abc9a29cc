import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { type SessionState, sessionStates } from '../platform/whatsapp/session-events.ts';

/** States of a WhatsApp session: those of the process that keeps it. */
export const whatsAppStates = sessionStates;

/** One of the states of a WhatsApp session. */
export type WhatsAppState = SessionState;

/** The table of WhatsApp sessions. */
export const WhatsAppSessionSchema = defineEntity({
  name: 'WhatsAppSession',
  tableName: 'whatsapp_sessions',
  ...companyOwned,
  uniques: [companyKey],
  properties: {
    ...companyColumns,
    label: p.string().length(60),
    /** The linked number, E.164; known once linked. */
    phone: p.string().length(20).nullable(),
    state: p.enum(whatsAppStates).default('stopped'),
    stateReason: p.string().length(200).nullable(),
    stateAt: p.datetime(),
    /** Whether it should run: set by connect, cleared by disconnect and when nobody scans the code. */
    isWanted: p.boolean().default(true),
    /** When a person last asked for it. */
    wantedAt: p.datetime().nullable(),
    /** Disconnected, but WhatsApp or our disk may not know it yet: that comes before anything else. */
    mustUnlink: p.boolean().default(false),
    qr: p.text().nullable(),
    /** Before this instant the number starts no further message. */
    nextSendAt: p.datetime().nullable(),
    /** The process that owns the session, and until when. */
    leaseOwner: p.string().length(100).nullable(),
    leaseUntil: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** One WhatsApp number of a company, linked as a device. */
export class WhatsAppSession extends WhatsAppSessionSchema.class {}
WhatsAppSessionSchema.setClass(WhatsAppSession);

/** The table of what is known of numbers on WhatsApp. */
export const WhatsAppContactSchema = defineEntity({
  name: 'WhatsAppContact',
  tableName: 'whatsapp_contacts',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'address'] }],
  properties: {
    ...companyColumns,
    /** E.164 phone, or a privacy id in digits. */
    address: p.string().length(120),
    /** Whether the number is on WhatsApp, and when that was asked. */
    isPresent: p.boolean().nullable(),
    checkedAt: p.datetime().nullable(),
    /** When they last wrote: answers within 24 hours go in a lane of their own. */
    wroteAt: p.datetime().nullable(),
    /** How the chat is addressed, as an inbound message gave it. */
    chatId: p.string().length(120).nullable(),
  },
});

/** A number or privacy id that the company has to do with on WhatsApp. */
export class WhatsAppContact extends WhatsAppContactSchema.class {}
WhatsAppContactSchema.setClass(WhatsAppContact);
