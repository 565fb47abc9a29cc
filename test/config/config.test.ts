import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { decideConfig } from '#src/config/config.ts';
import { environment, readEnvironment } from '#src/config/env.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const live = { TELEGRAM_BOT_TOKEN: '1:hidden', SECRETS_KEY: key, PUBLIC_URL: 'https://sauda.example' };

describe('the environment', () => {
  it('needs nothing for the demo', () => {
    const config = decideConfig(readEnvironment({}));
    expect(config.mode).toBe('demo');
    expect(config.dataDir).toMatch(/\.data\/demo$/);
    expect(config.roles).toEqual(['web', 'bots', 'worker', 'sessions']);
  });

  it('is live with a bot token, in a data folder of its own', () => {
    const config = decideConfig(readEnvironment(live));
    expect(config.mode).toBe('live');
    expect(config.dataDir).toMatch(/\.data\/live$/);
  });

  it('refuses live mode without a secrets key and an address for people, and names both', () => {
    const decide = (env: Record<string, string>) => () =>
      decideConfig(readEnvironment({ TELEGRAM_BOT_TOKEN: '1:a', ...env }));
    expect(decide({})).toThrow(/SECRETS_KEY[\s\S]*PUBLIC_URL/);
    expect(decide({ PUBLIC_URL: live.PUBLIC_URL })).toThrow(/^Live mode needs SECRETS_KEY/);
    expect(decide({ SECRETS_KEY: key })).toThrow(/^Live mode needs PUBLIC_URL/);
    expect(decide({ SECRETS_KEY: key, ROLES: 'bots' })).toThrow(/PUBLIC_URL/);
    expect(decide({ SECRETS_KEY: key, ROLES: 'worker,sessions' })).not.toThrow();
  });

  it.each(['ftp://sauda.example', 'https://sauda.example/shop'])('refuses %s as an address for people', (url) => {
    expect(() => readEnvironment({ PUBLIC_URL: url })).toThrow(/PUBLIC_URL/);
  });

  it('tells every problem at once', () => {
    expect(() => readEnvironment({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });

  it('takes webhooks only where Telegram can reach us', () => {
    const inside = decideConfig(readEnvironment({ ...live, PUBLIC_URL: 'http://192.168.1.5:3000/' }));
    expect(inside.telegram.updates).toBe('polling');
    const reachable = decideConfig(readEnvironment(live));
    expect(reachable.telegram.updates).toBe('webhook');
  });

  it('shares stores out by hash only where index and count fit together', () => {
    const shard = (env: Record<string, string>) => decideConfig(readEnvironment(env)).shard;
    expect(shard({})).toBeUndefined();
    expect(shard({ INSTANCE_INDEX: '1', INSTANCE_COUNT: '3' })).toEqual({ index: 1, count: 3 });
    for (const env of [
      { INSTANCE_INDEX: '0' },
      { INSTANCE_COUNT: '2' },
      { INSTANCE_INDEX: '2', INSTANCE_COUNT: '2' },
    ]) {
      expect(() => shard(env)).toThrow(/INSTANCE_INDEX/);
    }
  });

  it('says how gently Kaspi is used: what is not set keeps its default, 0 lifts a limit', () => {
    const { kaspi } = decideConfig(readEnvironment({ KASPI_OFFERS_PER_SECOND: '4.5', KASPI_REQUESTS_PER_SECOND: '0' }));
    const pace = { offersPerSecond: 4.5, requestsPerSecond: Number.POSITIVE_INFINITY };
    expect(kaspi).toEqual({ pace, isDirectAllowed: true, isDisguised: false });
    expect(decideConfig(readEnvironment(live)).kaspi).toEqual({ pace: {}, isDirectAllowed: true, isDisguised: true });
    const off = decideConfig(readEnvironment({ ...live, KASPI_DIRECT_WITH_PROXIES: 'off', KASPI_DISGUISE: 'off' }));
    expect(off.kaspi).toMatchObject({ isDirectAllowed: false, isDisguised: false });
    expect(() => readEnvironment({ KASPI_PUSHES_PER_SECOND: '-1' })).toThrow(/KASPI_PUSHES_PER_SECOND/);
  });

  it('never shows a secret', () => {
    const config = decideConfig(readEnvironment(live));
    expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}${config.telegram.token}`).not.toContain('hidden');
  });

  it('is documented in .env.example, variable by variable', () => {
    const documented = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(Object.keys(environment.shape).sort());
  });
});
