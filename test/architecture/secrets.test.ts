import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { controlOf } from '../../scripts/story/control.ts';
import { orderSteps, whatsAppSteps } from '../../scripts/story/messages.ts';
import { emptyFolder, type Product, startProduct } from '../../scripts/story/product-process.ts';
import { signUpSteps } from '../../scripts/story/sign-up.ts';
import { aNewcomer, type Tale } from '../../scripts/story/tale.ts';
import { textOf } from '../../scripts/story/telegram-chat.ts';
import { until } from '../../scripts/story/until.ts';
import { webSteps } from '../../scripts/story/web.ts';
import { timed } from '../../scripts/story/whole-story.ts';
import { createSecretBox, readSecretsKey } from '../../src/platform/secrets/secret-box.ts';
import { builtAdmin } from '../support/built-admin.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { everythingKept, type KeptRow, placesOf } from './everything-kept.ts';

const secretsKey = randomBytes(32).toString('base64');
const customerPhone = '+77057654321';
const wrongPassword = 'not-the-Password-73';
/** Typed while Telegram answered nobody. */
const lostPasswords = { badGateway: 'typed-into-a-502-Password-81', unreachable: 'typed-into-silence-Password-92' };
const wrongToken = 'wrongTokenOfNobody0000000000000000000000';

let folder: string;
let database: TestDatabase;
let product: Product;
let tale: Tale;
let code: string;
/** The database while the code was awaited, and in the end. */
let kept: KeptRow[];
let said: string[];

beforeAll(async () => {
  folder = await emptyFolder('sauda-secrets-');
  database = await cloneDatabase('template1');
  const env = {
    DATABASE_URL: database.adminUrl,
    SECRETS_KEY: secretsKey,
    LOG_LEVEL: 'debug',
    ADMIN_DIST: await builtAdmin(),
  };
  product = startProduct({ dataDir: folder, by: 'node', env });
  await product.ready();
  tale = await aNewcomer(controlOf(product.address('Phones').replace(/\/sandbox$/, '')), 'ru');
  await playStory();
  kept.push(...(await everythingKept(database.adminUrl)));
  said = (await tale.chat.messages()).map(textOf);
}, 120_000);

afterAll(async () => {
  await product?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Everything a seller types while connecting, right and wrong, then an order, then outages. */
async function playStory(): Promise<void> {
  const { chat, say, shop, control } = tale;
  for (const step of signUpSteps(tale)) {
    await timed(tale, step);
  }
  const types = async (text: string, answer: string) => {
    await chat.say(text);
    await chat.answer(answer);
  };
  await chat.tap(say('stores-connect-btn'));
  await chat.answer(say('stores-token-question'));
  await types(wrongToken, say('error-marketplace-token-rejected'));
  await types(shop.apiToken, say('stores-token-taken'));
  await enterLogin(wrongPassword, say('error-marketplace-invalid-credentials'));
  await types(shop.password, say('stores-code-question-email'));
  code = await newestCode();
  kept = await everythingKept(database.adminUrl);
  await types('000001', say('error-marketplace-code-wrong'));
  await types(code, say('stores-cabinet-entered', { name: shop.name }));
  for (const step of [...whatsAppSteps(tale), ...orderSteps(tale, customerPhone), ...webSteps(tale)]) {
    await timed(tale, step);
  }
  await control.put('/kaspi/faults', { unreachable: true });
  await heard('orders could not be read');
  await control.put('/kaspi/faults', { unreachable: false });
  for (const [fault, password] of Object.entries(lostPasswords)) {
    await typeIntoOutage(fault, password);
  }
}

/** Another newcomer types a password while Telegram takes no answer; the poll that brings it was open before. */
async function typeIntoOutage(fault: string, password: string): Promise<void> {
  const newcomer = await aNewcomer(tale.control, 'ru');
  const { chat, say, control, shop } = newcomer;
  for (const step of signUpSteps(newcomer)) {
    await timed(newcomer, step);
  }
  await chat.tap(say('stores-connect-btn'));
  await chat.answer(say('stores-token-question'));
  await chat.say(shop.apiToken);
  await chat.answer(say('stores-token-taken'));
  await toPasswordQuestion(newcomer);
  const heardBefore = product.lines.length;
  await control.put('/telegram/faults', { [fault]: true });
  await chat.say(password);
  await heard('update will be tried again', heardBefore);
  await control.put('/telegram/faults', { [fault]: false });
}

async function heard(event: string, since = 0): Promise<void> {
  await until({ what: `"${event}" in the log` }, async () =>
    product.lines.slice(since).find((line) => line.includes(event)),
  );
}

async function enterLogin(password: string, answer: string): Promise<void> {
  await toPasswordQuestion(tale);
  await tale.chat.say(password);
  await tale.chat.answer(answer);
}

async function toPasswordQuestion({ chat, say, shop }: Tale): Promise<void> {
  await chat.tap(say('stores-login-email-btn'));
  await chat.answer(say('stores-email-question'));
  await chat.say(shop.email);
  await chat.answer(say('stores-password-question', { email: shop.email }));
}

async function newestCode(): Promise<string> {
  const { control, shop } = tale;
  return until({ what: 'a code' }, async () => {
    const mails = await control.get<{ code?: string }[]>(`/kaspi/mailbox?login=${encodeURIComponent(shop.email)}`);
    return mails.at(-1)?.code;
  });
}

function logged(secret: string): string[] {
  return placesOf(
    secret,
    product.lines.map((text) => ({ table: 'log', text })),
  );
}

/** The values of the cabinet's cookies, opened with the key that only the process has. */
async function cookies(): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ company: string; sealed: string }>(
    'select company_id as company, cabinet_session as sealed from stores where cabinet_session is not null',
  );
  await client.end();
  const box = createSecretBox([readSecretsKey(secretsKey)]);
  return rows.flatMap(({ company, sealed }) => {
    const session = JSON.parse(box.open(sealed, `store.cabinetSession:${company}`)) as { cookies: string };
    const jar = JSON.parse(session.cookies) as { cookies: { value: string }[] };
    return jar.cookies.map(({ value }) => value).filter((value) => value.length >= 12);
  });
}

describe('after a seller has connected a shop in chat', () => {
  it('the search finds what may be kept and what was logged', () => {
    expect(placesOf(tale.shop.name, kept).length).toBeGreaterThan(0);
    expect(placesOf(customerPhone.slice(1), kept).length).toBeGreaterThan(0);
    expect(logged('orders could not be read').length).toBeGreaterThan(0);
    expect(new Set(kept.map(({ table }) => table))).toContain('jobs.agenda_jobs');
  });

  it.each([
    ['the API token', () => tale.shop.apiToken],
    ['a token that was refused', () => wrongToken],
    ['the password', () => tale.shop.password],
    ['a password that was refused', () => wrongPassword],
    ['a password typed while Telegram answered 502', () => lostPasswords.badGateway],
    ['a password typed while Telegram dropped the line', () => lostPasswords.unreachable],
    ['the code', () => code],
    ['the key of all secrets', () => secretsKey],
    ["the bot's token", () => 'demo-seller-bot-of-the-sandbox'],
    ["the token of the web's one-time link", () => /token=([\w-]{20,})/.exec(said.join())?.[1] ?? 'was never sent'],
  ])('%s stands readable in no table and no log', (_, secret) => {
    expect(placesOf(secret(), kept)).toEqual([]);
    expect(logged(secret())).toEqual([]);
  });

  it('no cookie of the cabinet stands readable in a table or a log', async () => {
    const values = await cookies();
    expect(values.length).toBeGreaterThan(0);
    expect(values.flatMap((value) => [...placesOf(value, kept), ...logged(value)])).toEqual([]);
  });

  it('no log knows a phone number', () => {
    const phones = kept.flatMap(({ text }) => text.match(/(?<!\d)7[07]\d{9}(?!\d)/g) ?? []);
    expect(phones).toContain(customerPhone.slice(1));
    expect([...new Set(phones)].flatMap(logged)).toEqual([]);
  });

  it('no log repeats what was said, to the seller or to the customer', () => {
    const messages = kept.filter(({ table }) => table === 'public.messages').map(({ text }) => text);
    const sentences = [...said, ...messages].flatMap((text) => text.match(/[^\n",]{25,}/g) ?? []);
    const words = sentences.filter((sentence) => /[а-я]{3}/i.test(sentence));
    expect(words.length).toBeGreaterThan(3);
    expect(words.flatMap(logged)).toEqual([]);
  });
});
