import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Client } from 'whatsapp-web.js';
import { createSender } from '#src/platform/whatsapp/child/sending.ts';

const chatId = '77011112233@c.us';
const message = { chatId, text: 'hello', lane: 'cold' } as const;
const ours = { fromMe: true, to: chatId, body: 'hello', id: { fromMe: true, remote: chatId, id: 'ABC' } };

/** A library client that answers a send as told. */
function aClient(sendMessage: (client: EventEmitter) => Promise<unknown>): Client {
  const client = new EventEmitter();
  return Object.assign(client, { sendMessage: () => sendMessage(client) }) as unknown as Client;
}

describe('a sender', () => {
  it('takes the id from our own next message in that chat when the library answers nothing', async () => {
    const client = aClient(async (bus) => void setImmediate(() => bus.emit('message_create', ours)));
    const sent = await createSender(client).send(message);
    expect(sent).toEqual({ id: `true_${chatId}_ABC`, certainty: 'accepted' });
  });

  it('has sent when the library answers without an id, so that nobody sends it again', async () => {
    const client = aClient(async () => undefined);
    expect(await createSender(client, 50).send(message)).toEqual({ certainty: 'accepted' });
  });

  it('does not take another chat, another text or the answer of the customer for its message', async () => {
    const client = aClient(async (bus) => {
      bus.emit('message_create', { ...ours, to: undefined });
      bus.emit('message_create', { ...ours, to: '77019999999@c.us' });
      bus.emit('message_create', { ...ours, body: 'other' });
      bus.emit('message_create', { ...ours, fromMe: false });
    });
    expect(await createSender(client, 50).send(message)).toEqual({ certainty: 'accepted' });
  });

  it('does not know the outcome when a reload breaks the call, and never fails it', async () => {
    const client = aClient(() => Promise.reject(new Error('Execution context was destroyed')));
    expect(await createSender(client, 50).send(message)).toEqual({ certainty: 'unknown' });
  });

  it('is sure that nothing left when the page refuses the number', async () => {
    const client = aClient(() => Promise.reject(new Error('Evaluation failed: No LID for user')));
    await expect(createSender(client).send(message)).rejects.toMatchObject({ reason: 'not_on_whatsapp' });
  });

  it('waits at its end for the message in flight, and refuses what stands behind it', async () => {
    const answer = Promise.withResolvers<unknown>();
    const sender = createSender(aClient(() => answer.promise));
    const outcomes = Promise.allSettled([sender.send(message), sender.send(message)]);
    await new Promise(setImmediate);
    const draining = sender.drain(5_000);
    answer.resolve(ours);
    await draining;
    expect(await outcomes).toMatchObject([{ value: { certainty: 'accepted' } }, { reason: { reason: 'not_ready' } }]);
    await expect(sender.send(message)).rejects.toMatchObject({ reason: 'not_ready' });
  });

  it('waits no longer than it was told to', async () => {
    const sender = createSender(aClient(() => new Promise(() => undefined)));
    void sender.send(message);
    await sender.drain(20);
  });

  it('sends one at a time, also after a failure', async () => {
    let running = 0;
    const client = aClient(async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise(setImmediate);
      running -= 1;
      throw new Error('Protocol error: Target closed');
    });
    const sender = createSender(client, 10);
    const outcomes = await Promise.all([1, 2, 3].map(() => sender.send(message)));
    expect(outcomes).toEqual(Array(3).fill({ certainty: 'unknown' }));
  });
});
