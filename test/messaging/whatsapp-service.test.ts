import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  connectWhatsApp,
  createWhatsAppGateway,
  createWhatsAppService,
  disconnectWhatsApp,
  whatsAppStatus,
} from '#src/messaging/index.ts';
import { WhatsAppContact, WhatsAppSession } from '#src/messaging/whatsapp-session.entity.ts';
import type { Database } from '#src/platform/db/database.ts';
import { WhatsAppSessions } from '#src/platform/whatsapp/whatsapp-sessions.ts';
import { eventually } from '../platform/jobs-support.ts';
import { aSessionHost, aWhatsApp, type WhatsAppWorld } from '../platform/whatsapp-support.ts';
import type { TestCompany } from '../support/company.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { openTestDatabase, silentLogger } from '../support/test-database.ts';
import { aCompany, aMember, aMessage, aRoad, calm, deliver, messageOf } from './post-office.ts';

jest.setTimeout(40_000);

const customer = '77015550101';
const shopPhone = '77010000001';
let world: WhatsAppWorld;
let host: Awaited<ReturnType<typeof aSessionHost>>;
// The service takes the sessions of every company: those of other tests would start their browsers too.
let urls: TestDatabase;
let database: Database;

beforeAll(async () => {
  urls = await cloneDatabase();
  database = openTestDatabase(urls);
  world = await aWhatsApp();
  host = await aSessionHost(world);
});

afterAll(async () => {
  await world?.stop();
  await host?.remove();
  await database?.close();
  await urls?.drop();
});

/** The service of one process; the same owner name means the same machine. */
function aService(company: TestCompany, owner: string) {
  const sessions = new WhatsAppSessions({ retryMs: [200] });
  const { inCompany, inSystem } = company.database;
  const service = createWhatsAppService({
    ...{ sessions, inCompany, inSystem, owner, lookMs: 200 },
    sessionOptions: host.options,
    logger: silentLogger,
    settings: calm,
  });
  const gateway = createWhatsAppGateway({ sessions, inCompany, settings: calm });
  service.start();
  return { service, gateway };
}

const stateOf = (company: TestCompany) => company.run((scope) => whatsAppStatus(scope));
const until = (company: TestCompany, wanted: string) =>
  eventually(
    () => stateOf(company),
    (view) => view?.state === wanted,
  );

describe('the WhatsApp of a company', () => {
  it('is linked by a code, sends, hears receipts and customers, survives a restart and is unlinked', async () => {
    const company = await aCompany({ database });
    await aMember(company);
    const deps = (service: { wake(): void }) => ({ inCompany: company.run, whatsApp: service });
    const first = aService(company, 'process-1');
    let second: ReturnType<typeof aService> | undefined;
    try {
      // Before the number is linked, messages wait.
      const early = await aMessage(company, { recipient: `+${customer}`, text: 'первое' });
      await deliver(company, [first.gateway, aRoad('telegram').gateway], { owner: 'process-1' });
      expect(await messageOf(company, early)).toMatchObject({ state: 'queued', lastError: 'whatsapp_not_linked' });

      const views = await Promise.all(Array.from({ length: 5 }, () => connectWhatsApp(deps(first.service))));
      expect(new Set(views.map(({ sessionId }) => sessionId)).size).toBe(1);
      const { qr } =
        (await eventually(
          () => stateOf(company),
          (view) => Boolean(view?.qr),
        )) ?? {};
      await world.control('POST', '/scan', { qr, phone: shopPhone, pushname: 'Shop' });
      expect(await until(company, 'ready')).toMatchObject({ qr: null, isWanted: true, phone: `+${shopPhone}` });

      // Linking has made the waiting message due at once.
      await deliver(company, [first.gateway], { owner: 'process-1' });
      expect(await world.arrived(customer, 'первое')).toHaveLength(1);
      await eventually(
        () => messageOf(company, early),
        ({ state }) => state === 'read',
      );

      // A number that is not there is asked about once and never written to.
      await world.control('PUT', '/phones/77015550199', { registered: false });
      const absent = await aMessage(company, { recipient: '+77015550199' });
      await deliver(company, [first.gateway, aRoad('telegram').gateway], { owner: 'process-1' });
      expect(await messageOf(company, absent)).toMatchObject({ state: 'failed', lastError: 'not_on_whatsapp' });

      // Who writes is known from then on and answered in the reply lane.
      await world.control('POST', `/phones/${customer}/messages`, { to: shopPhone, text: 'Когда привезёте?' });
      const address = `+${customer}`;
      await eventually(
        () => company.run(({ em }) => em.findOne(WhatsAppContact, { address })),
        (contact) => Boolean(contact?.wroteAt),
      );

      // Another process takes over once this one has given the session back; nobody scans anything.
      await first.service.stop();
      expect((await stateOf(company))?.state).toBe('stopped');
      second = aService(company, 'process-2');
      await until(company, 'ready');
      const later = await aMessage(company, { recipient: `+${customer}`, text: 'второе' });
      await deliver(company, [second.gateway], { owner: 'process-2' });
      expect(await world.arrived(customer, 'второе')).toHaveLength(1);
      expect(await messageOf(company, later)).toMatchObject({ sessionId: views[0]?.sessionId });

      await disconnectWhatsApp(deps(second.service));
      await until(company, 'stopped');
      const { body } = await world.control('GET', '/state');
      expect(body.devices.filter(({ phone }: { phone: string }) => phone === shopPhone)).toEqual([]);
    } finally {
      await first.service.stop();
      await second?.service.stop();
    }
  });

  it('is not shown to a stranger', async () => {
    const [company, stranger] = [await aCompany(), await aCompany()];
    await company.run(async ({ em, now }) => {
      em.create(WhatsAppSession, { label: 'w', isWanted: false, stateAt: now() });
    });
    expect(await stateOf(stranger)).toBeNull();
    const verb = disconnectWhatsApp({ inCompany: stranger.run, whatsApp: { wake: () => undefined } });
    await expect(verb).rejects.toMatchObject({ code: 'messaging.whatsAppMissing' });
  });
});
