import { describe, expect, it } from '@jest/globals';
import { Member } from '#src/companies/index.ts';
import { newId } from '#src/kernel/ids.ts';
import { anApi, type TestApi } from '../support/api.ts';
import { aCompany } from '../support/company.ts';

const shop = await aCompany();
const stranger = await aCompany({ database: shop.database });
const api = await anApi(shop, { heartbeatMs: 150 });

interface Heard {
  readonly id: string;
  readonly name: string;
  readonly ids: Record<string, string>;
}

/** Listens to the stream; `next` waits for one more event. */
async function listen(from: TestApi, cookie: string, lastEventId?: string) {
  const ending = new AbortController();
  const reply = await fetch(`${from.url}/api/v1/stream`, {
    signal: ending.signal,
    headers: { cookie: `sauda_sign_in=${cookie}`, ...(lastEventId && { 'last-event-id': lastEventId }) },
  });
  const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let isOver = false;
  const more = async () => {
    const { value, done } = await reader.read();
    text += decoder.decode(value, { stream: true });
    isOver = done;
  };
  return {
    reply,
    async until(fits: (text: string) => boolean): Promise<string> {
      while (!fits(text) && !isOver) {
        await more();
      }
      return text;
    },
    async next(): Promise<Heard> {
      const pattern = /id: (\S+)\ndata: (.+)\n\n/;
      await this.until((so) => pattern.test(so));
      const [whole, id, json] = pattern.exec(text) ?? [];
      text = text.replace(String(whole), '');
      return { id: String(id), ...(JSON.parse(String(json)) as { name: string; ids: Record<string, string> }) };
    },
    async ended(): Promise<boolean> {
      await this.until(() => false);
      return isOver;
    },
    stop: () => ending.abort(),
  };
}

const place = (company: typeof shop, orderId: string) =>
  company.run(async ({ emit }) => emit('order.placed', { orderId }));

describe('the event stream', () => {
  it('tells names and ids of the company’s events as they happen, and nobody else’s', async () => {
    const stream = await listen(api, await api.signIn(shop, 'owner'));
    expect(stream.reply.headers.get('content-type')).toContain('text/event-stream');
    const ours = newId();
    await place(stranger, newId());
    await place(shop, ours);
    expect(await stream.next()).toMatchObject({ name: 'order.placed', ids: { orderId: ours } });
    stream.stop();
  });

  it('tells only ids of what an event holds', async () => {
    const stream = await listen(api, await api.signIn(shop, 'owner'));
    const orderId = newId();
    await shop.run(async ({ emit }) => emit('order.statusChanged', { orderId, from: 'new', to: 'accepted' }));
    expect((await stream.next()).ids).toEqual({ orderId });
    stream.stop();
  });

  it('tells a role only what it may read', async () => {
    const stream = await listen(api, await api.signIn(shop, 'cashier'));
    await shop.run(async ({ emit }) => emit('product.added', { productId: newId() }));
    const orderId = newId();
    await place(shop, orderId);
    expect((await stream.next()).ids).toEqual({ orderId });
    stream.stop();
  });

  it('replays what happened after the last event a browser has seen', async () => {
    const cookie = await api.signIn(shop, 'owner');
    const first = await listen(api, cookie);
    const ids = [newId(), newId(), newId()];
    await place(shop, ids[0] ?? '');
    const seen = await first.next();
    first.stop();
    await place(shop, ids[1] ?? '');
    await place(shop, ids[2] ?? '');
    const again = await listen(api, cookie, seen.id);
    const heard = new Set<string>();
    while (!ids.slice(1).every((id) => heard.has(id))) {
      heard.add((await again.next()).ids.orderId ?? '');
    }
    expect(heard.has(ids[0] ?? '')).toBe(false);
    again.stop();
  });

  it('misses no event of forty scopes that commit at once', async () => {
    const stream = await listen(api, await api.signIn(shop, 'owner'));
    const ids = Array.from({ length: 40 }, () => newId());
    await Promise.all(ids.map((id) => place(shop, id)));
    const heard = new Set<string>();
    while (heard.size < ids.length) {
      heard.add((await stream.next()).ids.orderId ?? '');
    }
    expect([...heard].sort()).toEqual([...ids].sort());
    stream.stop();
  });

  it('ends when the member is deactivated, and does not open without a sign-in', async () => {
    const cookie = await api.signIn(stranger, 'owner');
    const stream = await listen(api, cookie);
    await stranger.run(async ({ em }) => void (await em.nativeUpdate(Member, {}, { isActive: false })));
    expect(await stream.ended()).toBe(true);
    expect((await api.call('/api/v1/stream', { cookie })).status).toBe(401);
  });
});
