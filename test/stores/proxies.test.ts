import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import type { Database } from '#src/platform/db/database.ts';
import {
  assignProxies,
  createProxySource,
  listProxies,
  loadProxies,
  releaseProxies,
  retireProxy,
} from '#src/stores/index.ts';
import { ProxyServer } from '#src/stores/proxies/proxy.entity.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { openTestDatabase, testSecrets as secrets } from '../support/test-database.ts';

let clone: TestDatabase;
let database: Database;
const inSystem: Database['inSystem'] = (reason, work) => database.inSystem(reason, work);
const load = (list: string) => inSystem('load of a test', (scope) => loadProxies(scope, { list, secrets }));
const assign = (companyId: string, count: number) =>
  inSystem('assignment of a test', (scope) => assignProxies(scope, { companyId, count }));
const list = () => inSystem('list of a test', listProxies);
const three = 'http://u:p1@10.0.0.1:8080\nhttp://u:p2@10.0.0.2:8080\nhttps://10.0.0.3';

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openTestDatabase(clone);
});

beforeEach(() => inSystem('clean for a test', ({ em }) => em.nativeDelete(ProxyServer, {})));

afterAll(() => clone.drop());

describe('a list of proxies', () => {
  it('is loaded once however often it comes, and nothing that is there is lost', async () => {
    expect(await load(`# ours\n${three}\n\nhttp://u:p1@10.0.0.1:8080\n`)).toEqual({ added: 3, known: 0, returned: 0 });
    await createProxySource(inSystem, secrets).report([
      {
        id: (await createProxySource(inSystem, secrets).list())[0]?.id ?? '',
        successes: 7,
        errors: 0,
        failuresInRow: 0,
        restingUntil: undefined,
        lastFailure: undefined,
      },
    ]);
    expect(await load(`${three}\nhttp://10.0.0.4:3128`)).toEqual({ added: 1, known: 3, returned: 0 });
    expect((await list()).map(({ label, successes }) => [label, successes])).toEqual([
      ['10.0.0.1:8080', 7],
      ['10.0.0.2:8080', 0],
      ['10.0.0.3:443', 0],
      ['10.0.0.4:3128', 0],
    ]);
  });

  it('with a bad line changes nothing, and the error names the line and no password', async () => {
    for (const bad of ['10.0.0.9:80', 'ftp://h:1', 'http://', 'http://h/path', 'socks5://u:s3cret@h:1']) {
      const refused = load(`http://10.0.0.8:80\n${bad}`);
      await expect(refused).rejects.toMatchObject({ code: 'proxy.lineUnreadable', params: { line: 2 } });
      await expect(refused).rejects.not.toThrow(/s3cret/);
    }
    expect(await list()).toEqual([]);
  });

  it('is kept sealed: no user or password stands in the table', async () => {
    await load(three);
    const rows = await inSystem('look of a test', ({ em }) => em.execute('select * from proxies'));
    expect(JSON.stringify(rows)).not.toMatch(/p1|p2|u:/);
    expect((await createProxySource(inSystem, secrets).list()).map(({ url }) => url)).toEqual([
      'http://u:p1@10.0.0.1:8080/',
      'http://u:p2@10.0.0.2:8080/',
      'https://10.0.0.3/',
    ]);
  });

  it('brings back what was retired, and only that', async () => {
    await load(three);
    await inSystem('retire of a test', (scope) => retireProxy(scope, { label: '10.0.0.2:8080' }));
    expect((await createProxySource(inSystem, secrets).list()).map(({ label }) => label)).not.toContain(
      '10.0.0.2:8080',
    );
    expect((await list()).at(-1)).toMatchObject({ label: '10.0.0.2:8080', status: 'retired' });
    const again = inSystem('retire of a test', (scope) => retireProxy(scope, { label: '10.0.0.2:8080' }));
    await expect(again).rejects.toMatchObject({ code: 'proxy.notFound' });
    expect(await load(three)).toEqual({ added: 0, known: 2, returned: 1 });
  });
});

describe('proxies of a company', () => {
  it('are filled up to what it should have; a shortage is told and fails nothing', async () => {
    await load(three);
    const [ours, theirs] = [newId(), newId()];
    expect(await assign(ours, 2)).toEqual({ assigned: 2, missing: 0 });
    expect(await assign(ours, 2)).toEqual({ assigned: 2, missing: 0 });
    expect(await assign(theirs, 100)).toEqual({ assigned: 1, missing: 99 });
    expect(await inSystem('release of a test', (scope) => releaseProxies(scope, { companyId: ours }))).toBe(2);
    expect(await assign(theirs, 3)).toEqual({ assigned: 3, missing: 0 });
  });

  it('are given to one company each, however many ask at once', async () => {
    await load(Array.from({ length: 10 }, (_, n) => `http://10.0.1.${n}:80`).join('\n'));
    const companies = Array.from({ length: 8 }, () => newId());
    const given = await Promise.all([...companies, ...companies].map((companyId) => assign(companyId, 2)));
    expect(Math.max(...given.map(({ assigned }) => assigned))).toBe(2);
    const owners = (await list()).map(({ assignedCompanyId }) => assignedCompanyId);
    expect(owners.filter((owner) => owner !== null)).toHaveLength(10);
    expect(Math.max(...companies.map((id) => owners.filter((owner) => owner === id).length))).toBe(2);
  });
});

describe('the health of a proxy', () => {
  it('adds up over processes, rests, and never brings a retired one back', async () => {
    await load(three);
    const source = createProxySource(inSystem, secrets);
    const [first, second] = await source.list();
    const restingUntil = new Date(Date.now() + 60_000);
    const news = { successes: 3, errors: 1, failuresInRow: 1, restingUntil, lastFailure: 'marketplace.blocked' };
    await inSystem('retire of a test', (scope) => retireProxy(scope, { label: '10.0.0.2:8080' }));
    const both = [first, second].map((proxy) => ({ ...news, id: proxy?.id ?? '' }));
    await Promise.all([source.report(both), source.report(both)]);
    const rows = await list();
    expect(rows[0]).toMatchObject({
      status: 'resting',
      successes: 6,
      errors: 2,
      failuresInRow: 1,
      lastFailure: 'marketplace.blocked',
    });
    expect(rows.find(({ label }) => label === '10.0.0.2:8080')).toMatchObject({ status: 'retired', successes: 6 });
    expect((await source.list())[0]?.restingUntil).toEqual(restingUntil);
    await source.report([
      { ...news, id: first?.id ?? '', restingUntil: undefined, failuresInRow: 0, lastFailure: undefined },
    ]);
    expect((await list())[0]).toMatchObject({ status: 'active', failuresInRow: 0, lastFailure: 'marketplace.blocked' });
  });
});
