import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { connectKaspiSteps } from '../../scripts/story/connect-kaspi.ts';
import { orderSteps, whatsAppSteps } from '../../scripts/story/messages.ts';
import { type OutsideWorld, startOutsideWorld } from '../../scripts/story/outside-world.ts';
import { emptyFolder, type Product, removeData, startProduct } from '../../scripts/story/product-process.ts';
import { signUpSteps } from '../../scripts/story/sign-up.ts';
import { aNewcomer } from '../../scripts/story/tale.ts';
import { refusedCalls } from '../../scripts/story/violations.ts';
import { timed } from '../../scripts/story/whole-story.ts';
import { builtAdmin } from '../support/built-admin.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { findTestBrowser } from '../support/test-browser.ts';
import { processesOf } from './left-behind.ts';

const STOP_WITHIN_MS = 10_000;

/** One image runs apart as the compose file says. */
const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, { environment?: Record<string, string> }>;
};
const shares = Object.values(compose.services).flatMap(({ environment }) => environment?.ROLES ?? []);

/** Here WhatsApp is reached over https, which the bundled browser may not open on a machine that lacks a library. */
const browser = await findTestBrowser(await emptyFolder('sauda-browser-'));
const describeWithHttps = browser.https ? describe : describe.skip;

let world: OutsideWorld;
let database: TestDatabase;
let parts: { readonly folder: string; readonly product: Product }[];

beforeAll(async () => {
  [world, database] = await Promise.all([startOutsideWorld(), cloneDatabase('template1')]);
  const ADMIN_DIST = await builtAdmin();
  const SECRETS_KEY = randomBytes(32).toString('base64');
  parts = [];
  for (const ROLES of shares) {
    const folder = await emptyFolder('sauda-apart-');
    const env = { ...world.env, DATABASE_URL: database.adminUrl, ADMIN_DIST, SECRETS_KEY, ROLES };
    parts.push({ folder, product: startProduct({ dataDir: folder, by: 'node', env }) });
  }
  await Promise.all(parts.map(({ product }) => product.ready()));
}, 90_000);

afterAll(async () => {
  await Promise.all(parts.map(({ product }) => product.stop()));
  await Promise.all(parts.map(({ folder, product }) => removeData(folder, product)));
  await world?.stop();
  await database?.drop();
}, 60_000);

describeWithHttps('the parts of the product in processes of their own', () => {
  it('tell seller and customer of an order once, and take its acceptance', async () => {
    expect(shares).toEqual(['web,bots', 'worker,sessions']);
    const tale = await aNewcomer(world.control, 'kk');
    const steps = [signUpSteps, connectKaspiSteps, whatsAppSteps].flatMap((part) => part(tale));
    for (const step of [...steps, ...orderSteps(tale, '+77051237788')]) {
      await timed(tale, step);
    }
    expect(await refusedCalls(world.control)).toEqual([]);
  }, 120_000);

  it('end in time and whole on SIGTERM, with a linked WhatsApp in one of them', async () => {
    const folders = parts.map(({ folder }) => folder);
    const running = (await Promise.all(folders.map(processesOf))).flat().join('\n');
    expect(running).toContain('--user-data-dir');
    const startedAt = performance.now();
    await Promise.all(parts.map(({ product }) => product.stop('SIGTERM')));
    expect(performance.now() - startedAt).toBeLessThan(STOP_WITHIN_MS);
    expect((await Promise.all(folders.map(processesOf))).flat()).toEqual([]);
  }, 30_000);
});
