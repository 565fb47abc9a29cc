import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { createWords } from '#src/platform/words/words.ts';
import { moment } from '../../admin-web/src/format.ts';

const words = createWords(fileURLToPath(new URL('../../locales', import.meta.url)));
const zone = 'Asia/Almaty';

describe('a date in the admin', () => {
  it.each(words.languages)('reads in %s in every month as it reads in the chat', (language) => {
    const t = (id: string, params = {}) => words.t(language, id, params);
    const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 9, 20, 5)));
    const shown = days.map((day) => moment({ t }, day.toISOString(), zone));
    expect(shown).toEqual(days.map((day) => words.moment(language, day, zone)));
    expect(new Set(shown).size).toBe(12);
  });
});
