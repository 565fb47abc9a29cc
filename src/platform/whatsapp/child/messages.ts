import type { Client, Message } from 'whatsapp-web.js';
import type { Downloaded } from '../child-protocol.ts';
import type { InboundMessage, ReceiptRung } from '../session-events.ts';

const rungs: Record<number, ReceiptRung> = { [-1]: 'failed', 1: 'sent', 2: 'delivered', 3: 'read', 4: 'read' };

/** The rung of an ack number; undefined while a message still waits (0). */
export function rungOf(ack: number): ReceiptRung | undefined {
  return rungs[ack];
}

/** A message's id; put together from its parts when the build has renamed the field. */
export function messageIdOf({ id }: Pick<Message, 'id'>): string {
  const { _serialized, fromMe, remote } = id;
  return _serialized ?? `${fromMe}_${chatIdOf(remote)}_${id.id}`;
}

/** Which message of ours a receipt is about; a build that leaves the addressee out still has it in the id. */
export function receiptOf(message: Message): { messageId: string; chatId: string; text?: string } {
  const to: string | undefined = message.to;
  const text: string | undefined = message.body;
  return { messageId: messageIdOf(message), chatId: to ?? chatIdOf(message.id.remote), ...(text ? { text } : {}) };
}

/** Tells messages of people from those of groups, statuses and channels, which this product does not read. */
export function isPersonal(message: Message): boolean {
  return /@(c\.us|lid)$/.test(message.from);
}

/** The neutral form of a received message; a privacy id is resolved to a phone where WhatsApp tells it. */
export async function inboundOf(client: Client, message: Message): Promise<InboundMessage> {
  const chatId = message.from;
  const isHidden = chatId.endsWith('@lid');
  const phone = isHidden ? await phoneBehind(client, chatId) : userOf(chatId);
  // `_data` is the library's own copy of the page's model; the sender's name is nowhere else.
  const name = (message as unknown as { _data?: { notifyName?: string } })._data?.notifyName;
  return {
    id: messageIdOf(message),
    chatId,
    ...(phone ? { phone } : {}),
    ...(isHidden ? { lid: userOf(chatId) } : {}),
    ...(name ? { name } : {}),
    text: message.body,
    type: message.type,
    hasMedia: message.hasMedia,
    sentAt: new Date(message.timestamp * 1000),
  };
}

/** The file of a received message; undefined when WhatsApp no longer has it or there never was one. */
export async function downloadOf(client: Client, messageId: string): Promise<Downloaded | undefined> {
  const message = (await client.getMessageById(messageId)) as Message | null; // Null for an unknown id, untyped so.
  const file = (await message?.downloadMedia()) as Awaited<ReturnType<Message['downloadMedia']>> | null | undefined;
  return file
    ? { mimetype: file.mimetype, base64: file.data, ...(file.filename ? { fileName: file.filename } : {}) }
    : undefined;
}

async function phoneBehind(client: Client, chatId: string): Promise<string | undefined> {
  try {
    const [twin] = await client.getContactLidAndPhone([chatId]);
    return twin?.pn ? userOf(twin.pn) : undefined;
  } catch {
    return undefined; // Unknown stays unknown: the answer goes to the chat id anyway.
  }
}

function userOf(chatId: string): string {
  return chatId.split('@')[0] ?? chatId;
}

function chatIdOf(remote: unknown): string {
  return typeof remote === 'string' ? remote : String((remote as { _serialized?: string })?._serialized ?? '');
}
