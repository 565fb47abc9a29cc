import { describe, expect, it } from '@jest/globals';
import { createWhatsAppGateway, type WhatsAppGatewayDeps } from '#src/messaging/index.ts';
import { WhatsAppSession, type WhatsAppState } from '#src/messaging/whatsapp-session.entity.ts';
import { SessionProcessGone } from '#src/platform/whatsapp/session-process.ts';
import type { TestCompany } from '../support/company.ts';
import { aCompany, aMessage, aRoad, calm, deliver, messageOf } from './post-office.ts';

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
  return company.run(async ({ em, now }) => em.create(WhatsAppSession, { label: 'w', state, stateAt: now() }).id);
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
