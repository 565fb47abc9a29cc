import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  connectWhatsApp,
  createWhatsAppService,
  disconnectWhatsApp,
  type WhatsAppService,
  type WhatsAppServiceDeps,
  whatsAppStatus,
} from '#src/messaging/index.ts';
import { WhatsAppSession } from '#src/messaging/whatsapp-session.entity.ts';
import type { SessionEvent, SessionState } from '#src/platform/whatsapp/session-events.ts';
import { SessionRefusal } from '#src/platform/whatsapp/session-refusal.ts';
import { eventually } from '../platform/jobs-support.ts';
import type { TestCompany } from '../support/company.ts';
import { silentLogger } from '../support/test-database.ts';
import { aKillableHouse } from './killed-worker.ts';
import { aCompany, calm } from './post-office.ts';

type Sessions = WhatsAppServiceDeps['sessions'];

let house: Awaited<ReturnType<typeof aKillableHouse>>;
let dataPath: string;
const running: WhatsAppService[] = [];

beforeAll(async () => {
  house = await aKillableHouse();
  dataPath = await mkdtemp(join(tmpdir(), 'sauda-keeper-'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});

afterAll(async () => {
  await house.database.close();
  await house.urls.drop();
  await rm(dataPath, { recursive: true, force: true });
});

/** A host of sessions without browsers: what WhatsApp does is said by the test. */
function aHost(more: Partial<Sessions> = {}) {
  const states = new Map<string, SessionState>();
  const listeners = new Set<(event: SessionEvent) => void>();
  const all: { sessionId: string; verb: string }[] = [];
  const doneTo = (sessionId: string) => all.filter((act) => act.sessionId === sessionId).map(({ verb }) => verb);
  const says = (sessionId: string, state: SessionState) => {
    states.set(sessionId, state);
    listeners.forEach((hear) => void hear({ sessionId, kind: 'state', state, reason: 'test', at: new Date() }));
  };
  const ended = (verb: string) => async (sessionId: string) => {
    all.push({ sessionId, verb });
    says(sessionId, verb === 'logout' ? 'logged_out' : 'stopped');
    states.delete(sessionId);
  };
  const host: Sessions = {
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: async (sessionId) => {
      if (!states.has(sessionId)) {
        all.push({ sessionId, verb: 'open' });
        says(sessionId, 'starting');
      }
    },
    close: ended('close'),
    logout: async (sessionId) => {
      if (states.get(sessionId) !== 'ready') {
        throw new SessionRefusal('not_ready', 'not yet');
      }
      await ended('logout')(sessionId);
    },
    status: (sessionId) => {
      const state = states.get(sessionId);
      return state && { state, reason: 'test', at: new Date(), pids: { process: undefined, browser: undefined } };
    },
    stop: async () => {
      for (const sessionId of [...states.keys()]) {
        await ended('close')(sessionId);
      }
    },
    ...more,
  };
  return { host, says, doneTo };
}

function aService(sessions: Sessions, owner = 'us') {
  const { inCompany, inSystem } = house.database;
  const browser = { executablePath: '/nowhere', args: [], env: {} };
  const service = createWhatsAppService({
    ...{ sessions, inCompany, inSystem, owner, lookMs: 20, settings: calm, logger: silentLogger },
    sessionOptions: { dataPath, browser },
  });
  service.start();
  running.push(service);
  return service;
}

async function aNumber() {
  const company = await aCompany({ database: house.database });
  const deps = { inCompany: company.run, whatsApp: { wake: () => undefined } };
  const { sessionId } = await connectWhatsApp(deps);
  const row = () => company.run(({ em }) => em.findOneOrFail(WhatsAppSession, { id: sessionId }));
  const until = (matches: (session: WhatsAppSession) => boolean) => eventually(row, matches);
  /** A look renews the lease, so a later end of it proves that one has happened. */
  const lookedAt = async () => {
    const { leaseUntil } = await row();
    house.clock.advance(1);
    await until((session) => Number(session.leaseUntil) > Number(leaseUntil));
  };
  return { company, sessionId, row, until, lookedAt, ...tapsOf(company) };
}

function tapsOf({ run }: TestCompany) {
  const deps = { inCompany: run, whatsApp: { wake: () => undefined } };
  return { connect: () => connectWhatsApp(deps), disconnect: () => disconnectWhatsApp(deps) };
}

describe('a number that is disconnected', () => {
  it('is unlinked once its session is ready, when it was only starting', async () => {
    const { sessionId, until, lookedAt, disconnect } = await aNumber();
    const { host, says, doneTo } = aHost();
    aService(host);
    await until(({ state }) => state === 'starting');
    await disconnect();
    await lookedAt();
    says(sessionId, 'ready');
    await until(({ mustUnlink }) => !mustUnlink);
    expect(doneTo(sessionId)).toContain('logout');
  });

  it('is unlinked by the next process when the last one was killed after the tap', async () => {
    const { sessionId, until, row, disconnect, company } = await aNumber();
    await company.run(({ em }) =>
      em.execute(
        `update whatsapp_sessions set state = 'ready', lease_owner = 'killed', lease_until = now() - interval '1 hour' where id = ?`,
        [sessionId],
      ),
    );
    await disconnect();
    const { host, says, doneTo } = aHost();
    aService(host);
    await eventually(
      async () => doneTo(sessionId),
      (verbs) => verbs.includes('open'),
    );
    says(sessionId, 'ready');
    await until(({ mustUnlink }) => !mustUnlink);
    expect(doneTo(sessionId)).toContain('logout');
    expect(await row()).toMatchObject({ state: 'stopped', isWanted: false, leaseOwner: null });
  });

  it('loses its login also where WhatsApp cannot be asked', async () => {
    const { sessionId, until, disconnect } = await aNumber();
    await mkdir(join(dataPath, `session-${sessionId}`));
    const { host, says } = aHost();
    aService(host);
    await until(({ state }) => state === 'starting');
    await disconnect();
    says(sessionId, 'failed');
    await until(({ mustUnlink }) => !mustUnlink);
    expect(await readdir(dataPath)).not.toContain(`session-${sessionId}`);
  });

  it('is unlinked first and opened anew when it is connected again at once', async () => {
    const { sessionId, until, connect, disconnect } = await aNumber();
    const { host, says, doneTo } = aHost();
    aService(host);
    await until(({ state }) => state === 'starting');
    says(sessionId, 'ready');
    await until(({ state }) => state === 'ready');
    await disconnect();
    await connect();
    await eventually(
      async () => doneTo(sessionId),
      (verbs) => verbs.filter((verb) => verb === 'open').length > 1,
    );
    const verbs = doneTo(sessionId);
    expect(verbs.indexOf('logout')).toBeLessThan(verbs.lastIndexOf('open'));
  });
});

describe('a number that is connected again', () => {
  it.each(['restricted', 'failed'] as const)('is started anew where it was %s', async (state) => {
    const { sessionId, until, connect } = await aNumber();
    const { host, says, doneTo } = aHost();
    aService(host);
    await until((session) => session.state === 'starting');
    says(sessionId, state);
    await until((session) => session.state === state);
    house.clock.advance(1);
    await connect();
    await until((session) => session.state === 'starting');
    expect(doneTo(sessionId)).toEqual(['open', 'close', 'open']);
  });
});

describe('the lease of a number', () => {
  it('is renewed while another number takes long to log out', async () => {
    const [slow, other] = [await aNumber(), await aNumber()];
    const hanging = Promise.withResolvers<void>();
    const { host, says } = aHost({ logout: () => hanging.promise });
    aService(host);
    await other.until(({ state }) => state === 'starting');
    says(slow.sessionId, 'ready');
    await slow.disconnect();
    const before = await other.row();
    house.clock.advance(20);
    await other.until(({ leaseUntil }) => Number(leaseUntil) > Number(before.leaseUntil));
    house.clock.advance(20);
    await other.until(({ leaseUntil }) => Number(leaseUntil) >= Number(before.leaseUntil) + 40_000);
    hanging.resolve();
  });

  it('decides who may write down where the number stands', async () => {
    const { sessionId, until, row, company } = await aNumber();
    const { host, says } = aHost();
    aService(host);
    await until(({ state }) => state === 'starting');
    await company.run(({ em }) =>
      em.execute(`update whatsapp_sessions set lease_owner = 'other', lease_until = ?, state = 'ready' where id = ?`, [
        new Date(house.clock.now().getTime() + 3_600_000),
        sessionId,
      ]),
    );
    says(sessionId, 'recovering');
    await eventually(
      async () => host.status(sessionId),
      (status) => status === undefined,
    );
    expect((await row()).state).toBe('ready');
  });
});

describe('a code that nobody scans', () => {
  it('is given up after a while, and the number can be connected again', async () => {
    const { sessionId, until, lookedAt, connect, company } = await aNumber();
    const { host, says, doneTo } = aHost();
    aService(host);
    await until(({ state }) => state === 'starting');
    says(sessionId, 'waiting_for_scan');
    await until(({ state }) => state === 'waiting_for_scan');
    house.clock.advance(9 * 60);
    await connect();
    house.clock.advance(9 * 60);
    await lookedAt();
    await lookedAt();
    expect(doneTo(sessionId)).toEqual(['open']);

    house.clock.advance(9 * 60);
    await until(({ state }) => state === 'stopped');
    expect(await company.run((scope) => whatsAppStatus(scope))).toMatchObject({ isWanted: false, qr: null });
    await connect();
    await until(({ state }) => state === 'starting');
    expect(doneTo(sessionId)).toEqual(['open', 'close', 'open']);
  });
});
