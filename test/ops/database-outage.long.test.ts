import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectKaspiSteps } from '../../scripts/story/connect-kaspi.ts';
import { placeOrder } from '../../scripts/story/messages.ts';
import { type OutsideWorld, startOutsideWorld } from '../../scripts/story/outside-world.ts';
import { emptyFolder, type Product, removeData, startProduct } from '../../scripts/story/product-process.ts';
import { signUpSteps } from '../../scripts/story/sign-up.ts';
import { aNewcomer, type Tale } from '../../scripts/story/tale.ts';
import { textOf } from '../../scripts/story/telegram-chat.ts';
import { until } from '../../scripts/story/until.ts';
import { timed } from '../../scripts/story/whole-story.ts';
import { builtAdmin } from '../support/built-admin.ts';
import { type CuttableLine, startCuttableLine } from '../support/cuttable-line.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { processesOf } from './left-behind.ts';

const RECOVERED_MS = 60_000;

let world: OutsideWorld;
let database: TestDatabase;
let line: CuttableLine;
let folder: string;
let product: Product;
let tale: Tale;

beforeAll(async () => {
  [world, database, folder] = await Promise.all([
    startOutsideWorld(),
    cloneDatabase('template1'),
    emptyFolder('sauda-outage-'),
  ]);
  const url = new URL(database.adminUrl);
  line = await startCuttableLine(Number(url.port));
  url.port = String(line.port);
  const env = { ...world.env, DATABASE_URL: url.href, ADMIN_DIST: await builtAdmin(), ROLES: 'web,bots,worker' };
  product = startProduct({ dataDir: folder, by: 'node', env });
  await product.ready();
  tale = await aNewcomer(world.control, 'ru');
  for (const step of [...signUpSteps(tale), ...connectKaspiSteps(tale)]) {
    await timed(tale, step);
  }
}, 120_000);

afterAll(async () => {
  await product?.stop();
  await removeData(folder, product);
  await line?.stop();
  await world?.stop();
  await database?.drop();
}, 60_000);

describe('a database that is away for seconds, again and again', () => {
  it('is waited for: what came meanwhile is done once, and everything goes on', async () => {
    const ready = `${new URL(product.address('Admin')).origin}/ready`;
    const codes: string[] = [];
    for (let outage = 0; outage < 4; outage += 1) {
      line.cut();
      codes.push(await placeOrder(tale, `+7705123000${outage}`));
      expect((await fetch(ready)).status).toBe(503);
      await delay(1_500);
      line.mend();
      await until({ what: 'ready again', withinMs: RECOVERED_MS }, async () =>
        (await fetch(ready)).status === 200 ? true : undefined,
      );
    }
    const cardsOf = async (code: string) =>
      (await tale.chat.messages()).filter((one) => textOf(one).startsWith('🧾') && textOf(one).includes(code));
    for (const code of codes) {
      await until({ what: `the card of ${code}`, withinMs: RECOVERED_MS }, async () => (await cardsOf(code))[0]);
    }

    line.cut();
    await tale.chat.say('/menu');
    await delay(1_000);
    line.mend();
    await tale.chat.answer(tale.say('companies-home-title', { name: tale.shop.name }), RECOVERED_MS);
    expect(await Promise.all(codes.map(async (code) => (await cardsOf(code)).length))).toEqual(codes.map(() => 1));
  }, 180_000);

  it('and that is away at the end does not keep the process', async () => {
    line.cut();
    const startedAt = performance.now();
    await product.stop('SIGTERM');
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(await processesOf(folder)).toEqual([]);
  }, 30_000);
});
