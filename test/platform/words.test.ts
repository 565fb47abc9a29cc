import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createWords } from '../../src/platform/words/words.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true });
  }
});

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sauda-words-'));
  folders.push(folder);
  for (const language of ['ru', 'kk', 'en']) {
    mkdirSync(join(folder, language));
    writeFileSync(join(folder, language, 'demo.ftl'), text);
  }
  return folder;
}

describe('words', () => {
  it('says a sentence with its parameters, without invisible marks', () => {
    const words = createWords(folderWith('demo-hello = Hello, { $name }: { $count }'));
    expect(words.t('en', 'demo-hello', { name: 'A', count: 2 })).toBe('Hello, A: 2');
  });

  it('throws on an id or a parameter that is missing', () => {
    const words = createWords(folderWith('demo-hello = Hello, { $name }'));
    expect(() => words.t('en', 'demo-bye')).toThrow('No words for demo-bye in en.');
    expect(() => words.t('en', 'demo-hello')).toThrow('name');
  });

  it('refuses a file with a message that can not be read', () => {
    expect(() => createWords(folderWith('demo-broken = { $name'))).toThrow('demo-broken');
  });

  it('refuses an id that stands twice', () => {
    expect(() => createWords(folderWith('demo-a = 1\ndemo-a = 2'))).toThrow('demo-a');
  });

  it('writes an instant in the zone and the language', () => {
    const words = createWords(fileURLToPath(new URL('../../locales', import.meta.url)));
    const at = new Date('2026-11-14T13:40:00Z');
    expect(words.moment('ru', at, 'Asia/Almaty')).toBe('14 ноя, 18:40');
    expect(words.moment('kk', at, 'Asia/Almaty')).toBe('14 қар, 18:40');
    expect(words.moment('en', at, 'Asia/Almaty')).toBe('14 Nov, 18:40');
  });
});
