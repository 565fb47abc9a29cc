import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { decideConfig } from '#src/config/config.ts';
import { environment, readEnvironment } from '#src/config/env.ts';

const key = Buffer.alloc(32, 1).toString('base64');

describe('the environment', () => {
  it('needs nothing for the demo', () => {
    const config = decideConfig(readEnvironment({}));
    expect(config.mode).toBe('demo');
    expect(config.dataDir).toMatch(/\.data\/demo$/);
    expect(config.roles).toEqual(['web', 'bots', 'worker', 'sessions']);
  });

  it('is live with a bot token, in a data folder of its own', () => {
    const config = decideConfig(readEnvironment({ TELEGRAM_BOT_TOKEN: '1:a', SECRETS_KEY: key }));
    expect(config.mode).toBe('live');
    expect(config.dataDir).toMatch(/\.data\/live$/);
  });

  it('refuses live mode without a secrets key', () => {
    expect(() => decideConfig(readEnvironment({ TELEGRAM_BOT_TOKEN: '1:a' }))).toThrow(/SECRETS_KEY/);
  });

  it('tells every problem at once', () => {
    expect(() => readEnvironment({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });

  it('takes webhooks only where Telegram can reach us', () => {
    const live = { TELEGRAM_BOT_TOKEN: '1:a', SECRETS_KEY: key };
    expect(decideConfig(readEnvironment(live)).telegram.updates).toBe('polling');
    const reachable = decideConfig(readEnvironment({ ...live, PUBLIC_URL: 'https://sauda.example' }));
    expect(reachable.telegram.updates).toBe('webhook');
  });

  it('never shows a secret', () => {
    const config = decideConfig(readEnvironment({ TELEGRAM_BOT_TOKEN: '1:hidden', SECRETS_KEY: key }));
    expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}${config.telegram.token}`).not.toContain('hidden');
  });

  it('is documented in .env.example, variable by variable', () => {
    const documented = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(Object.keys(environment.shape).sort());
  });
});
