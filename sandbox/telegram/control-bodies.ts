import { z } from 'zod';

/** The body of POST bots. */
export const BotBody = z.strictObject({
  token: z.string(),
  username: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{3,31}$/),
  name: z.string().min(1).max(64),
});

/** The body of POST users. */
export const UserBody = z.strictObject({
  id: z.int().positive().optional(),
  firstName: z.string().min(1).max(64),
  lastName: z.string().max(64).optional(),
  username: z.string().optional(),
  languageCode: z.string().min(2).max(8).optional(),
  phone: z.string().regex(/^\+\d{10,15}$/),
});

const bot = z.string().optional();
const caption = z.string().max(1024).optional();
const contentBase64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const Photo = z.strictObject({ name: z.string().min(1), contentBase64 });

/** The body of POST messages: what the user sends. */
export const MessageBody = z.union([
  z.strictObject({ bot, text: z.string().min(1).max(4096) }),
  z.strictObject({ bot, start: z.union([z.literal(true), z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)]) }),
  z.strictObject({
    bot,
    contact: z.union([
      z.literal(true),
      z.strictObject({
        phone: z.string().min(3),
        userId: z.int().optional(),
        firstName: z.string().optional(),
        lastName: z.string().optional(),
      }),
    ]),
  }),
  z.strictObject({
    bot,
    caption,
    photo: z.union([Photo, z.strictObject({ photos: z.array(Photo).min(1).max(10), caption })]),
  }),
  z.strictObject({
    bot,
    caption,
    document: z.strictObject({
      name: z.string().min(1),
      mimeType: z.string().optional(),
      size: z.int().positive().optional(),
      contentBase64: contentBase64.optional(),
    }),
  }),
]);

/** The body of POST taps: a button by its label, or an inline button by its data. */
export const TapBody = z.union([
  z.strictObject({ bot, text: z.string().min(1), messageId: z.int().optional() }),
  z.strictObject({ bot, data: z.string().min(1), messageId: z.int().optional() }),
]);

/** The body of PUT chats. */
export const ChatBody = z.strictObject({ bot, blocked: z.boolean() });

/** The body of PUT faults: the switches that change. */
export const FaultsBody = z
  .strictObject({
    floodLimit: z.boolean(),
    strictChatLimit: z.boolean(),
    chatBurst: z.int().positive(),
    unreachable: z.boolean(),
    badGateway: z.boolean(),
    slowMs: z.int().min(0).max(60_000),
    duplicateUpdates: z.boolean(),
    callbackTimeoutMs: z.int().positive(),
  })
  .partial();
