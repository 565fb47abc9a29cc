import { z } from 'zod';

/** Where a WhatsApp session stands. One writer; each change carries its reason and time. */
export const sessionStates = [
  'stopped',
  'starting',
  'waiting_for_scan',
  'waiting_for_passkey',
  'syncing',
  'ready',
  'recovering',
  'logged_out',
  'restricted',
  'failed',
] as const;

export type SessionState = (typeof sessionStates)[number];

/** How far a sent message came; each rung includes the ones before, `failed` stands aside. */
export const receiptRungs = ['accepted', 'sent', 'delivered', 'read', 'failed'] as const;

export type ReceiptRung = (typeof receiptRungs)[number];

/** A message that somebody wrote to the linked number. Answer to `chatId`; the phone may be hidden behind a privacy id. */
export const InboundSchema = z.object({
  id: z.string(),
  chatId: z.string(),
  phone: z.string().optional(),
  lid: z.string().optional(),
  name: z.string().optional(),
  text: z.string(),
  type: z.string(),
  hasMedia: z.boolean(),
  sentAt: z.coerce.date(),
});

export type InboundMessage = z.infer<typeof InboundSchema>;

const at = z.coerce.date();

/** What the process of a session tells about it. */
export const SessionNewsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), state: z.enum(sessionStates), reason: z.string(), at }),
  /** The number that is linked, in digits; comes before `ready` wherever WhatsApp tells it. */
  z.object({ kind: z.literal('account'), phone: z.string().regex(/^\d{10,15}$/), at }),
  /** The text to draw as a QR code; each one replaces the last. */
  z.object({ kind: z.literal('qr'), qr: z.string(), at }),
  z.object({ kind: z.literal('inbound'), message: InboundSchema, at }),
  z.object({
    kind: z.literal('receipt'),
    messageId: z.string(),
    chatId: z.string(),
    rung: z.enum(receiptRungs),
    /** What the message says, where WhatsApp tells it. */
    text: z.string().optional(),
    at,
  }),
]);

export type SessionNews = z.infer<typeof SessionNewsSchema>;

/** News of one session, as listeners of the host get it. Receipts may come twice and out of order: only ever raise. */
export type SessionEvent = SessionNews & { readonly sessionId: string };
