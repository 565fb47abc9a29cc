import { z } from 'zod';
import { SessionNewsSchema } from './session-events.ts';

/** How the browser of a session is started; plain data, it goes to another process. */
export const SessionOptionsSchema = z.object({
  /** The folder that holds the sessions' browser profiles. */
  dataPath: z.string(),
  browser: z.object({
    executablePath: z.string(),
    args: z.array(z.string()).readonly(),
    env: z.record(z.string(), z.string()).readonly(),
  }),
  extraArgs: z.array(z.string()).readonly().default([]),
  /** Only for the stand-in, whose certificate is self-made. */
  acceptInsecureCerts: z.boolean().default(false),
  /** Serves web.whatsapp.com from this plain http address, for a browser that cannot open https pages. */
  interceptionUrl: z.url().optional(),
  timing: z
    .object({
      /** Connected and in sync but not ready for so long: the missed event is made up for. */
      readyWatchdogMs: z.number().default(15_000),
      /** No fresh code for so long: a new one is asked for. */
      qrRefreshMs: z.number().default(90_000),
      /** The library's start must end within. */
      startMs: z.number().default(150_000),
    })
    .prefault({}),
});

/** What `open` takes. */
export type SessionOptions = z.input<typeof SessionOptionsSchema>;

/** The same with every default filled in. */
export type SessionSettings = z.output<typeof SessionOptionsSchema>;

/** A message to send. `reply` marks the chat as read first, as a person would; `cold` never does. */
export const OutboundSchema = z.object({
  chatId: z.string(),
  text: z.string(),
  lane: z.enum(['cold', 'reply']).default('cold'),
  media: z.object({ mimetype: z.string(), base64: z.string(), fileName: z.string().optional() }).optional(),
});

export type Outbound = z.output<typeof OutboundSchema>;

/** What became of a message: `unknown` means it may have left and must never be blindly repeated. */
export const SentSchema = z.object({ id: z.string().optional(), certainty: z.enum(['accepted', 'unknown']) });

export type Sent = z.infer<typeof SentSchema>;

export const PresenceSchema = z.enum(['registered', 'absent', 'unknown']);

/** Whether a number is on WhatsApp. */
export type Presence = z.infer<typeof PresenceSchema>;

const id = z.number().int();

export const DownloadedSchema = z.object({
  mimetype: z.string(),
  base64: z.string(),
  fileName: z.string().optional(),
});

/** The file of a received message. */
export type Downloaded = z.infer<typeof DownloadedSchema>;

/** From the host to the process of a session. */
export const OrderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), sessionId: z.string(), settings: SessionOptionsSchema }),
  z.object({ type: z.literal('send'), id, message: OutboundSchema }),
  z.object({ type: z.literal('check'), id, phone: z.string() }),
  z.object({ type: z.literal('pair'), id, phone: z.string() }),
  z.object({ type: z.literal('download'), id, messageId: z.string() }),
  z.object({ type: z.literal('logout'), id }),
  z.object({ type: z.literal('stop') }),
]);

export type Order = z.input<typeof OrderSchema>;

/** Why a session's process has ended its work. */
export const EndingSchema = z.object({
  outcome: z.enum(['stopped', 'logged_out', 'restricted', 'lost']),
  reason: z.string(),
});

export type Ending = z.infer<typeof EndingSchema>;

/** From the process of a session to the host. */
export const ReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('news'), news: SessionNewsSchema }),
  z.object({ type: z.literal('browser'), pid: z.number().int() }),
  z.object({ type: z.literal('done'), id, value: z.unknown().optional() }),
  z.object({ type: z.literal('refused'), id, reason: z.string(), message: z.string() }),
  z.object({ type: z.literal('ended'), ending: EndingSchema }),
]);

export type Report = z.input<typeof ReportSchema>;
