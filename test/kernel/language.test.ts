import { describe, expect, it } from '@jest/globals';
import { languageOf } from '#src/kernel/language.ts';

describe('the language somebody asks for', () => {
  it.each([
    ['kk,ru;q=0.8', 'kk'],
    ['en,ru;q=0.9', 'en'],
    ['ru;q=0.5, en-GB;q=0.9', 'en'],
    ['de-DE,de;q=0.9,kk;q=0.4', 'kk'],
    ['en;q=0, kk;q=0.1', 'kk'],
    ['KK-kz', 'kk'],
    ['en; q=1.0', 'en'],
    ['*', 'ru'],
    ['fr', 'ru'],
    ['', 'ru'],
    [';q=,,', 'ru'],
    [undefined, 'ru'],
  ])('%s is %s', (wanted, language) => {
    expect(languageOf(wanted)).toBe(language);
  });
});
