import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connectKaspiSteps } from '../../scripts/story/connect-kaspi.ts';
import { type Control, controlOf } from '../../scripts/story/control.ts';
import { type OutsideWorld, startOutsideWorld } from '../../scripts/story/outside-world.ts';
import { emptyFolder, type Product, startProduct } from '../../scripts/story/product-process.ts';
import { signUpSteps } from '../../scripts/story/sign-up.ts';
import { aNewcomer, type Step, type Tale } from '../../scripts/story/tale.ts';
import { until } from '../../scripts/story/until.ts';
import { timed } from '../../scripts/story/whole-story.ts';
import { withDatabase } from '../../src/platform/postgres/urls.ts';
import { builtAdmin } from '../support/built-admin.ts';
import { testAdminUrl } from '../support/postgres.ts';
import { processesOf } from './left-behind.ts';

const STOP_WITHIN_MS = 10_000;
const token = '123456789:token-that-nobody-gave-out';

let folder: string;
let products: Product[];
let worlds: OutsideWorld[];
let databases: { drop(): Promise<void> }[];

beforeEach(async () => {
  folder = await emptyFolder('sauda-start-');
  [products, worlds, databases] = [[], [], []];
});

afterEach(async () => {
  await Promise.all(products.map((product) => product.stop()));
  await Promise.all(worlds.map((world) => world.stop()));
  await Promise.all(databases.map((database) => database.drop()));
  await rm(folder, { recursive: true, force: true });
});

function begin(options: { by?: 'npm' | 'node'; env?: Record<string, string> } = {}): Product {
  const product = startProduct({ dataDir: folder, ...options });
  products.push(product);
  return product;
}

async function anOutsideWorld(): Promise<OutsideWorld> {
  const world = await startOutsideWorld();
  worlds.push(world);
  return { ...world, env: { ...world.env, ADMIN_DIST: await builtAdmin() } };
}

/** Ends the product as a service manager would; milliseconds. */
async function end(product: Product): Promise<number> {
  const startedAt = performance.now();
  await product.stop('SIGTERM');
  return performance.now() - startedAt;
}

async function isListening(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => resolve(socket.destroy() !== undefined)).once('error', () => resolve(false));
  });
}

async function play(tale: Tale, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    await timed(tale, step);
  }
}

async function aMember(control: Control): Promise<Tale> {
  const tale = await aNewcomer(control, 'ru');
  await play(tale, signUpSteps(tale));
  return tale;
}

describe('npm start in an empty folder', () => {
  it('prints at most ten lines, answers everywhere, ends whole on SIGTERM, and the next start has it all', async () => {
    const first = begin();
    await first.ready();
    const printed = first.lines.slice(first.lines.findIndex((line) => line.startsWith('Sauda is ready')));
    expect(printed.length).toBeLessThanOrEqual(10);
    const addresses = ['Phones', 'Admin', 'API'].map((name) => first.address(name));
    const ready = `${new URL(first.address('Admin')).origin}/ready`;
    const statuses = await Promise.all([...addresses, ready].map(async (url) => (await fetch(url)).status));
    expect(statuses).toEqual([200, 200, 200, 200]);
    const { chat, say, shop } = await aMember(controlOf(first.address('Phones').replace(/\/sandbox$/, '')));

    await expect(begin({ by: 'node' }).ready()).rejects.toThrow(`Sauda runs in`);
    expect(await processesOf(folder)).not.toEqual([]);
    expect(await end(first)).toBeLessThan(STOP_WITHIN_MS);
    expect(await processesOf(folder)).toEqual([]);
    expect(await Promise.all(addresses.map(isListening))).toEqual([false, false, false]);

    const second = begin();
    await second.ready();
    const again = chat.in(controlOf(second.address('Phones').replace(/\/sandbox$/, '')));
    await again.say('/menu');
    await again.answer(say('companies-home-title', { name: shop.name }));
    expect(await end(second)).toBeLessThan(STOP_WITHIN_MS);
    expect(await processesOf(folder)).toEqual([]);
  }, 120_000);
});

describe('SIGTERM', () => {
  it('ends the product in time while a job waits for Kaspi; the next start takes the job up', async () => {
    const { control, env } = await anOutsideWorld();
    const first = begin({ by: 'node', env });
    await first.ready();
    const tale = await aMember(control);
    const { chat, say, shop } = tale;
    await play(tale, connectKaspiSteps(tale));
    await control.put('/kaspi/faults', { slowMs: 30_000, affects: ['cabinet'] });
    await chat.say('/menu');
    await chat.answer(say('companies-home-title', { name: shop.name }));
    await chat.tap(say('stores-home-btn'));
    await chat.answer(say('stores-cabinet-connected'));
    await chat.tap(say('catalog-import-btn'));
    await chat.answer(say('catalog-import-begun'));

    expect(await end(first)).toBeLessThan(STOP_WITHIN_MS);
    expect(await processesOf(folder)).toEqual([]);
    await control.put('/kaspi/faults', { slowMs: 0 });
    await begin({ by: 'node', env }).ready();
    const counts = { received: shop.listings.length, created: 0, updated: 0, removed: 0 };
    const done = say('catalog-import-done', counts).split('\n').at(-1)?.split(/\d/)[0] ?? '';
    const cards = () => chat.messages().then((all) => all.filter(({ text }) => text?.includes(done)));
    await chat.sees('the second import', ({ text }) => text === say('catalog-import-done', counts), 60_000);
    expect(await cards()).toHaveLength(2);
  }, 120_000);

  it('ends the product in time, with its database, while Telegram keeps an answer waiting', async () => {
    const { control, env } = await anOutsideWorld();
    const product = begin({ by: 'node', env });
    await product.ready();
    const { chat } = await aMember(control);
    await control.put('/telegram/faults', { slowMs: 30_000 });
    await chat.say('/menu');
    const began = () => control.get<{ methods: Record<string, number> }>('/telegram/stats');
    const before = JSON.stringify(await began());
    await until({ what: 'the bot’s call' }, async () => (JSON.stringify(await began()) === before ? undefined : true));
    expect(await end(product)).toBeLessThan(STOP_WITHIN_MS);
    expect(await processesOf(folder)).toEqual([]);
  }, 120_000);

  it('ends the product in time while a query waits for a lock', async () => {
    const { control, env } = await anOutsideWorld();
    const database = await anEmptyDatabase();
    const product = begin({ by: 'node', env: { ...env, DATABASE_URL: database.url } });
    await product.ready();
    const tale = await aMember(control);
    const { client: blocker } = database;
    await blocker.query('begin; lock table companies in access exclusive mode');
    await tale.chat.say('/menu');
    await waiting(blocker);

    expect(await end(product)).toBeLessThan(STOP_WITHIN_MS);
    expect(await processesOf(folder)).toEqual([]);
    await blocker.query('rollback');
  }, 120_000);
});

describe('live mode', () => {
  it('refuses to start without SECRETS_KEY and says why', async () => {
    const product = begin({ by: 'node', env: { TELEGRAM_BOT_TOKEN: token } });
    await expect(product.ready()).rejects.toThrow(/Live mode needs SECRETS_KEY: 32 random bytes/);
    expect(await product.stop()).toBe(1);
    expect(product.lines.join('\n')).not.toContain(token);
  }, 30_000);

  it('refuses the database of a demo', async () => {
    const { env } = await anOutsideWorld();
    const database = await anEmptyDatabase();
    const demo = begin({ by: 'node', env: { ...env, DATABASE_URL: database.url, ROLES: 'web' } });
    await demo.ready();
    await demo.stop();
    const SECRETS_KEY = randomBytes(32).toString('base64');
    const PUBLIC_URL = 'https://sauda.example';
    const live = { ...env, DATABASE_URL: database.url, TELEGRAM_BOT_TOKEN: token, SECRETS_KEY, PUBLIC_URL };
    const product = begin({ by: 'node', env: live });
    await expect(product.ready()).rejects.toThrow('This database was made for demo mode');
  }, 60_000);
});

/** Until some query of the product waits for a lock. */
async function waiting(client: pg.Client): Promise<void> {
  const sql = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  for (let isWaiting = false; !isWaiting; ) {
    isWaiting = ((await client.query(sql)).rowCount ?? 0) > 0;
  }
}

/** A database on the run's server that nothing has been written to yet, and a superuser's connection to it. */
async function anEmptyDatabase(): Promise<{ readonly url: string; readonly client: pg.Client }> {
  const name = `ops_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: testAdminUrl() });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = withDatabase(testAdminUrl(), name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  databases.push({
    drop: async () => {
      await client.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  });
  return { url, client };
}
