import { afterAll, describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import type { InCompany } from '#src/platform/db/scope.ts';
import { createHttp } from '#src/platform/http/create-http.ts';
import { eventStream } from '#src/platform/http/event-stream.routes.ts';
import type { Caller } from '#src/platform/http/route.ts';
import { createWords } from '#src/platform/words/words.ts';
import { aCompany } from '../support/company.ts';
import { silentLogger } from '../support/test-database.ts';

const shop = await aCompany();
const caller: Caller = {
  companyId: shop.id,
  personId: newId(),
  name: 'A',
  role: 'owner',
  language: 'ru',
  actor: { kind: 'member', id: newId(), can: () => true },
};
let isDatabaseUp = true;
/** Whose sign-in each heartbeat asked for. */
const beats: string[] = [];
const inCompany: InCompany = (company, actor, work) =>
  isDatabaseUp ? shop.database.inCompany(company, actor, work) : Promise.reject(new Error('no connection'));
const stream = eventStream({
  ...{ inCompany, logger: silentLogger, onEvents: shop.database.onEvents, heartbeatMs: 20 },
  mayHear: () => true,
  authenticate: async (cookie) => {
    beats.push(cookie);
    return caller;
  },
});
const http = createHttp({
  ...{ routes: [], inCompany, words: createWords('locales'), logger: silentLogger, others: [stream.middleware] },
  authenticate: async () => caller,
  readiness: async () => ({}),
});
const port = await http.start({ host: '127.0.0.1', port: 0 });
afterAll(async () => {
  stream.close();
  await http.stop({ timeoutMs: 500 });
});

const open = (cookie: string) =>
  fetch(`http://127.0.0.1:${port}/api/v1/stream`, { headers: { cookie: `sauda_sign_in=${cookie}` } });

describe('an event stream while the database is away', () => {
  it('that could not begin is answered as a failure and leaves nothing behind', async () => {
    isDatabaseUp = false;
    expect((await open('unlucky')).status).toBe(500);
    isDatabaseUp = true;
    const next = await open('lucky');
    const reader = (next.body as ReadableStream<Uint8Array>).getReader();
    while (beats.filter((cookie) => cookie === 'lucky').length < 4) {
      await reader.read();
    }
    expect(beats).not.toContain('unlucky');
    await reader.cancel();
  });

  it('that had begun ends, so that the browser comes back', async () => {
    const begun = await open('begun');
    isDatabaseUp = false;
    expect(await begun.text()).toContain(': welcome');
    isDatabaseUp = true;
  });
});
