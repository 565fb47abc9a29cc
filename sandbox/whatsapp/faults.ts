import { z } from 'zod';

/** WhatsApp's switchable troubles; every one is off by default. */
export const FaultsSchema = z.object({
  /** The name of the message key's text field: `$1` is what the build of July 2026 did. */
  idField: z.string().min(1),
  /** The page is in sync before the client listens, so `ready` never fires by itself. */
  syncBeforeListener: z.boolean(),
  /** Linking stops at a passkey. */
  passkey: z.boolean(),
  /** Media models carry a private id that must not reach the message (September 2026). */
  privateMediaId: z.boolean(),
  /** Media downloads want a mimetype (September 2026). */
  downloadNeedsMimetype: z.boolean(),
  /** Every message ends in ack -1. */
  failAcks: z.boolean(),
  /** Ack -1 for people who never wrote to the sender: the reach-out lock. */
  newChatsLocked: z.boolean(),
  /** Milliseconds before each ack; 0 keeps the pace of the sandbox. */
  slowAckMs: z.number().int().min(0),
  /** Milliseconds from the number check of a send until the message is stored and leaves. */
  slowSendMs: z.number().int().min(0),
  /** How long one QR code lives, milliseconds. WhatsApp's own is about 20 seconds. */
  qrRotationMs: z.number().int().min(100),
});

/** The switches in force. */
export type Faults = z.infer<typeof FaultsSchema>;

/** No trouble at all. */
export const noFaults: Faults = {
  idField: '_serialized',
  syncBeforeListener: false,
  passkey: false,
  privateMediaId: false,
  downloadNeedsMimetype: false,
  failAcks: false,
  newChatsLocked: false,
  slowSendMs: 0,
  slowAckMs: 0,
  qrRotationMs: 20_000,
};
