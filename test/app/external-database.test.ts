import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openData } from '#src/app/open-data.ts';
import { createCompany, findCompany } from '#src/companies/index.ts';
import { decideConfig } from '#src/config/config.ts';
import { readEnvironment } from '#src/config/env.ts';
import { loadTariffs } from '#src/economics/index.ts';
import { newId } from '#src/kernel/ids.ts';
import { systemActor } from '#src/kernel/scope.ts';
import { withCredentials } from '#src/platform/postgres/urls.ts';
import { readSecretsKey } from '#src/platform/secrets/secret-box.ts';
import { testAdminUrl } from '../support/postgres.ts';
import { silentLogger } from '../support/test-database.ts';

const name = `external_${randomBytes(4).toString('hex')}`;
const url = withCredentials(testAdminUrl(), { user: name, password: 'its-own', database: name });
const key = Buffer.alloc(32, 3).toString('base64');
const secretsKey = readSecretsKey(key);

async function asAdmin(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: testAdminUrl() });
  await client.connect();
  for (const statement of statements) {
    await client.query(statement);
  }
  await client.end();
}

beforeAll(() =>
  asAdmin(`create role ${name} login createrole password 'its-own'`, `create database ${name} owner ${name}`),
);
afterAll(() => asAdmin(`drop database ${name} with (force)`));

const open = (more: Record<string, string> = {}) =>
  openData(decideConfig(readEnvironment({ DATABASE_URL: url, ...more })), secretsKey, { logger: silentLogger });

describe('a database of the owner’s', () => {
  it('takes the place of the embedded one, under roles that can’t bypass isolation, start after start', async () => {
    const first = await open();
    const { companyId } = await createCompany(first.database, {
      name: 'Outside',
      language: 'kk',
      owner: { personId: newId(), name: 'A' },
    });
    const [row] = await first.database.inCompany(companyId, systemActor('test'), ({ em }) =>
      em.execute<{ role: string }[]>('select current_user as role'),
    );
    expect(row?.role).toBe(`${name}_app`);
    expect(first.place).toContain(name);
    expect(first.place).not.toContain('its-own');
    await first.stop();

    const second = await open();
    const company = await second.database.inCompany(companyId, systemActor('test'), findCompany);
    expect(company.name).toBe('Outside');
    const tariffs = await second.database.inCompany(companyId, systemActor('test'), (scope) => loadTariffs(scope));
    expect(tariffs.delivery.city.length).toBeGreaterThan(0);
    await second.stop();
  });

  it('is not touched by a start with another secrets key', async () => {
    const running = await open();
    const other = readSecretsKey(Buffer.alloc(32, 4).toString('base64'));
    const config = decideConfig(readEnvironment({ DATABASE_URL: url }));
    await expect(openData(config, other, { logger: silentLogger })).rejects.toThrow('set up with another SECRETS_KEY');
    const client = new pg.Client({ connectionString: running.urls.appUrl });
    await client.connect();
    await client.end();
    await running.stop();
  });

  it('that the demo has used is refused by live mode', async () => {
    const going = open({ TELEGRAM_BOT_TOKEN: '1:a', SECRETS_KEY: key, PUBLIC_URL: 'https://sauda.example' });
    await expect(going).rejects.toThrow('This database was made for demo mode; live mode needs a database of its own.');
  });
});
