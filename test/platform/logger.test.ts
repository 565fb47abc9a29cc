import { describe, expect, it } from '@jest/globals';
import { BotError, GrammyError, HttpError } from 'grammy';
import { loggableError } from '#src/platform/logging/loggable-error.ts';

const token = '7000000001:AAFakeTokenOfABotThatNobodyRuns0000';
const password = 'my-Password-73';
const link = 'https://sauda.example/api/v1/sign-in/one-time-secret';

/** What grammY throws out of `handleUpdate` when Telegram refused the answer to a message. */
function refused(): BotError {
  const answer = { ok: false as const, error_code: 502, description: 'Bad Gateway' };
  const button = { text: 'In', url: link };
  const payload = { caption: password, reply_markup: { inline_keyboard: [[button]] } };
  const error = new GrammyError("Call to 'sendMessage' failed!", answer, 'sendMessage', payload);
  const ctx = { api: { token }, update: { message: { text: password } } };
  // Only what a context carries is needed, not what it can do.
  return new BotError(error, ctx as unknown as BotError['ctx']);
}

function logged(thrown: unknown): string {
  return JSON.stringify(loggableError(thrown));
}

describe('a failure in the log', () => {
  it('says what Telegram refused, and nothing of the update, the bot or the payload', () => {
    const entry = loggableError(refused());
    expect(entry).toMatchObject({ type: 'GrammyError', errorCode: 502, method: 'sendMessage' });
    expect(entry.stack).toContain('logger.test.ts');
    for (const secret of [token, password, link, 'one-time-secret']) {
      expect(JSON.stringify(entry)).not.toContain(secret);
    }
  });

  it('names the cause of a dropped connection without the address that carries the token', () => {
    const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
    const inner = new TypeError(`fetch of https://api.telegram.org/file/bot${token}/photos/1.jpg failed`, { cause });
    const entry = loggableError(new HttpError('Network request failed!', inner));
    expect(entry.cause?.message).toBe('fetch of https://api.telegram.org/… failed');
    expect(entry.cause?.cause).toMatchObject({ message: 'other side closed', failure: 'UND_ERR_SOCKET' });
    expect(JSON.stringify(entry)).not.toContain(token);
  });

  it.each([
    ['an address that can not be read', () => new URL(`http://${password}:not-a-port/`)],
    ['a page instead of JSON', () => JSON.parse(`"${password}" is no answer`)],
    [
      'a number and a password in a connection string',
      () => {
        throw new Error(`no connection to postgres://app:${password}@db:5432/sauda for +7 705 123-45-67`);
      },
    ],
    [
      'a value that PostgreSQL can not read',
      () => {
        throw new Error(`invalid input syntax for type uuid: "${password}"`);
      },
    ],
  ])('keeps what was typed out of %s', (_, fail) => {
    const caught = (() => {
      try {
        return fail();
      } catch (error) {
        return error;
      }
    })();
    expect(caught).toHaveProperty('message');
    expect(logged(caught)).not.toMatch(/Password|705 123/);
  });

  it('ends where causes lead in a circle, and takes what is no error at all', () => {
    const one = new Error('one');
    one.cause = one;
    expect(logged(one).match(/"one"/g)?.length).toBe(6);
    expect(loggableError('gone')).toEqual({ type: 'string', message: 'gone' });
    expect(loggableError(undefined)).toEqual({ type: 'undefined', message: 'undefined' });
  });
});
