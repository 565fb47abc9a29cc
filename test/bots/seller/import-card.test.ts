import { describe, expect, it } from '@jest/globals';
import { importCard } from '../../../bots/telegram/seller/catalog/import-card.ts';
import { createSpeech } from '../../../bots/telegram/speech.ts';
import type { ImportView } from '../../../src/catalog/index.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { languages } from '../../../src/kernel/language.ts';
import { words } from './seller-world.ts';

function done(counts: Partial<ImportView>): ImportView {
  const none = { failure: null, failureParams: {}, startedAt: new Date(), finishedAt: new Date() };
  const zero = { received: 0, total: null, created: 0, updated: 0, removed: 0 };
  return { id: newId(), storeId: newId(), state: 'done', ...none, ...zero, ...counts };
}

describe.each(languages)('the card of an import that is done in %s', (language) => {
  const speech = createSpeech(words, language);

  it('does not call an empty shelf loaded, and offers to try again', () => {
    const { text, keyboard } = importCard(speech, done({}));
    expect(text).toBe(speech.t('catalog-import-empty'));
    expect(keyboard.flat().map(({ label }) => label)).toEqual([
      speech.label('catalog-import-again-btn'),
      speech.label('catalog-products-btn'),
    ]);
  });

  it('tells how many could not be read', () => {
    const counts = { received: 198, created: 0, updated: 1, removed: 0 };
    const { text } = importCard(speech, done({ ...counts, total: 200 }));
    expect(text).toBe(`${speech.t('catalog-import-done', counts)}\n${speech.t('catalog-import-unread', { count: 2 })}`);
    expect(importCard(speech, done({ ...counts, total: 198 })).text).toBe(speech.t('catalog-import-done', counts));
  });
});
