import { describe, expect, it } from '@jest/globals';
import { createWhatsAppGateway, disconnectWhatsApp, type WhatsAppGatewayDeps } from '#src/messaging/index.ts';
import { recordState } from '#src/messaging/record-session-news.ts';
import { WhatsAppSession, type WhatsAppState } from '#src/messaging/whatsapp-session.entity.ts';
import { SessionProcessGone } from '#src/platform/whatsapp/session-process.ts';
import type { TestCompany } from '../support/company.ts';
import { aCompany, aMember, aMessage, aRoad, calm, deliver, messageOf, react } from './post-office.ts';

type Sessions = WhatsAppGatewayDeps['sessions'];

/** Sessions on which everything arrives, save what a test says of them. */
function theSessions(more: Partial<Sessions> = {}): Sessions & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    check: async () => 'registered',
    send: async (_, { text }) => {
      sent.push(text);
      return { id: `true_${sent.length}`, certainty: 'accepted' };
    },
    ...more,
  };
}

function aGateway(company: TestCompany, sessions: Sessions, inCompany = company.database.inCompany) {
  return createWhatsAppGateway({ sessions, inCompany, settings: calm });
}

async function aSession(company: TestCompany, state: WhatsAppState = 'ready'): Promise<string> {
  return company.run(
    async ({ em, now }) => em.create(WhatsAppSession, { label: 'w', state, stateAt: now(), leaseOwner: 'us' }).id,
  );
}

describe('a message that was not handed over to WhatsApp', () => {
  it('is not in doubt when the browser dies while the number is asked about', async () => {
    const company = await aCompany();
    await aSession(company);
    const id = await aMessage(company);
    const sessions = theSessions({ check: () => Promise.reject(new SessionProcessGone('killed')) });
    await deliver(company, [aGateway(company, sessions)]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'queued', unknownAttempts: 0 });
    expect(sessions.sent).toEqual([]);
  });

  it('is not in doubt when the database fails before it is handed over', async () => {
    const company = await aCompany();
    await aSession(company);
    const id = await aMessage(company);
    const gateway = aGateway(company, theSessions(), () => Promise.reject(new Error('the connection was lost')));
    await deliver(company, [gateway]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'queued', unknownAttempts: 0 });
  });

  it('is in doubt when the browser dies while it leaves', async () => {
    const company = await aCompany();
    await aSession(company);
    const id = await aMessage(company);
    const sessions = theSessions({ send: async () => ({ certainty: 'unknown' }) });
    await deliver(company, [aGateway(company, sessions), aRoad('telegram').gateway]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'unknown', unknownAttempts: 1 });
  });
});

describe('a message while no session is ready', () => {
  it.each(['waiting_for_scan', 'logged_out', 'restricted'] as const)(
    'waits for a person when the number is %s',
    async (state) => {
      const company = await aCompany();
      await aSession(company, state);
      const id = await aMessage(company);
      await deliver(company, [aGateway(company, theSessions())]);
      expect(await messageOf(company, id)).toMatchObject({ state: 'queued', lastError: 'whatsapp_not_linked' });
    },
  );

  it.each(['stopped', 'starting', 'syncing', 'recovering', 'failed'] as const)(
    'waits without telling anybody when the number is %s, as after a restart',
    async (state) => {
      const company = await aCompany();
      await aMember(company);
      await aSession(company, state);
      const id = await aMessage(company);
      const telegram = aRoad('telegram');
      await deliver(company, [aGateway(company, theSessions()), telegram.gateway]);
      expect(await messageOf(company, id)).toMatchObject({ state: 'queued', lastError: 'whatsapp_not_ready' });
      expect(telegram.of(company)).toEqual([]);
    },
  );
});

describe('a number that stops working', () => {
  const says = (company: TestCompany, sessionId: string, state: WhatsAppState) =>
    company.run((scope) => recordState(scope, { sessionId, owner: 'us', state, reason: 'r' }, calm));

  it.each(['logged_out', 'restricted', 'failed'] as const)('is told to those who can repair it: %s', async (state) => {
    const company = await aCompany();
    const owner = await aMember(company);
    await aMember(company, 'cashier');
    const sessionId = await aSession(company);
    const telegram = aRoad('telegram');
    for (const next of [state, state, 'recovering', state] as const) {
      await says(company, sessionId, next);
      await react(company);
      await react(company);
      await deliver(company, [telegram.gateway]);
    }
    const told = telegram.of(company).map(({ template, recipient, params }) => [template, recipient, params.state]);
    expect(told).toEqual(Array(2).fill(['whatsapp_stopped', owner, state]));
  });

  it('is not told to the one who disconnected it', async () => {
    const company = await aCompany();
    await aMember(company);
    const sessionId = await aSession(company);
    await disconnectWhatsApp({ inCompany: company.run, whatsApp: { wake: () => undefined } });
    await says(company, sessionId, 'logged_out');
    await react(company);
    const telegram = aRoad('telegram');
    await deliver(company, [telegram.gateway]);
    expect(telegram.of(company)).toEqual([]);
  });
});
