import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type OpenedData, openData } from '#src/app/open-data.ts';
import { loadSecretsKey } from '#src/app/secrets-key.ts';
import { decideConfig } from '#src/config/config.ts';
import { readEnvironment } from '#src/config/env.ts';
import { tenge } from '#src/kernel/money.ts';
import { withCredentials } from '#src/platform/postgres/urls.ts';
import { emptyFolder } from '../../scripts/story/product-process.ts';
import { aCompany, type TestCompany } from '../support/company.ts';
import { testAdminUrl } from '../support/postgres.ts';
import { silentLogger } from '../support/test-database.ts';
import { aFunnelShelf, minutesFromNoon } from './funnel-shelf.ts';

/** Runs the command as people do, with these settings and nothing of this process’s own. */
async function diagnose(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/diagnose.ts', ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  return { code, out, err };
}

async function open(env: Record<string, string>): Promise<OpenedData> {
  const config = decideConfig(readEnvironment(env));
  return openData(config, await loadSecretsKey(config), { logger: silentLogger });
}

/** A store with one price at rest and one without a minimum. */
async function aShelf(company: TestCompany) {
  const shelf = await aFunnelShelf({ company, rule: { workFromMinute: 0, workToMinute: 0 } });
  const at = { checkedAt: minutesFromNoon(-10), nextCheckAt: minutesFromNoon(-5) };
  const { listingId, listingPriceId } = await shelf.put('CASE-15', { price: at });
  await shelf.put('CABLE-1', { price: { minTiyn: null } });
  await shelf.decide({ listingId, listingPriceId }, { fromTiyn: tenge(5_100), toTiyn: tenge(5_000) });
  return shelf;
}

describe('npm run diagnose on a database of the owner’s', () => {
  const name = `diagnosed_${randomBytes(4).toString('hex')}`;
  const url = withCredentials(testAdminUrl(), { user: name, password: 'its-own', database: name });
  const env = { DATABASE_URL: url, SECRETS_KEY: Buffer.alloc(32, 5).toString('base64') };
  let data: OpenedData;
  let shop: TestCompany;
  let storeId: string;

  beforeAll(async () => {
    await asAdmin(`create role ${name} login createrole password 'its-own'`, `create database ${name} owner ${name}`);
    data = await open(env);
    shop = await aCompany({ database: data.database, name: 'TechnoMart' });
    ({ storeId } = await aShelf(shop));
    await aCompany({ database: data.database, name: 'Newcomer' });
  });
  afterAll(async () => {
    await data.stop();
    await asAdmin(`drop database ${name} with (force)`);
  });

  it('shows every company’s stores, step by step, with what stops prices and the last changes', async () => {
    const { code, out, err } = await diagnose(env, 'repricer', '--language', 'en');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'Company “TechnoMart”\n\nStore “TechnoMart”: 2 prices\n  Due now: 1, the oldest since 20 Nov, 11:55.',
    );
    expect(out).toMatch(/A minimum price is set +2 +1 +1\n {4}1 · There is no minimum price/);
    expect(out).toContain('for example: CABLE-1 Product CABLE-1');
    expect(out).toMatch(/The price should change +1 +1 +0\n {4}1 · The price is already first\./);
    expect(out).toMatch(/Last price changes\n {2}20 Nov, 11:40 {2}CASE-15 {2}5\s100\s₸ → 5\s000\s₸ {2}applied/);
    expect(out).toContain('Company “Newcomer”\nThere are no stores yet.');
  });

  it.each([
    ['ru', 'Минимальная цена не задана, а без неё цена не двигается никогда.'],
    ['kk', 'Ең төменгі баға қойылмаған, ал онсыз баға ешқашан өзгермейді.'],
  ])('tells one listing in %s what stops it first', async (language, sentence) => {
    const asked = ['--company', 'technomart', '--store', storeId, '--listing', 'CABLE-1', '--language', language];
    const { code, out } = await diagnose(env, 'repricer', ...asked);
    expect(code).toBe(0);
    expect(out).toContain(sentence);
    expect(out).toContain('CABLE-1 · Товар CABLE-1');
    expect(out).not.toContain('CASE-15');
  });

  it.each([
    [['repricer', '--company', 'Nobody'], 'No company is called Nobody. There are 2: Newcomer, TechnoMart.'],
    [['repricer', '--listing', 'NONE'], 'There is no such store or listing in any company.'],
    [['repricer', '--store', 'first'], 'first is not the id of a store.'],
    [['weather'], 'Usage: npm run diagnose -- repricer'],
    [['repricer', '--language', 'de'], 'Usage: npm run diagnose -- repricer'],
    [['repricer', '--loud'], '--loud'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    const { code, out, err } = await diagnose(env, ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });
});

describe('npm run diagnose on the embedded database', () => {
  let folder: string;
  let running: OpenedData | undefined;
  afterEach(async () => {
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('works beside a running start without ending its database, and alone without leaving one', async () => {
    folder = await emptyFolder('sauda-diagnose-');
    const env = { DATA_DIR: folder };
    running = await open(env);
    const shop = await aCompany({ database: running.database, name: 'TechnoMart' });
    await aShelf(shop);
    const pidFile = join(running.place.replace('embedded PostgreSQL in ', ''), 'cluster', 'postmaster.pid');

    const beside = await diagnose(env, 'repricer', '--language', 'en');
    expect(beside.out).toContain('Store “TechnoMart”: 2 prices');
    await running.database.ping();
    await running.stop();
    expect(existsSync(pidFile)).toBe(false);

    const alone = await diagnose(env, 'repricer', '--company', shop.id, '--language', 'en');
    expect(alone).toEqual({ ...beside, err: '' });
    expect(existsSync(pidFile)).toBe(false);
  }, 60_000);
});

async function asAdmin(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: testAdminUrl() });
  await client.connect();
  for (const statement of statements) {
    await client.query(statement);
  }
  await client.end();
}
