import { describe, expect, it } from '@jest/globals';
import { longId, newId, shortId } from '#src/kernel/ids.ts';

describe('ids', () => {
  it('are version 7 and ordered by time', () => {
    const earlier = newId(new Date(1_000));
    const later = newId(new Date(2_000));
    expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(earlier < later).toBe(true);
  });

  it('are in the order they were made, also within one millisecond', () => {
    const at = new Date(5_000);
    const ids = Array.from({ length: 10_000 }, () => newId(at));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('travel through 22 characters and back', () => {
    const id = newId();
    expect(shortId(id)).toHaveLength(22);
    expect(longId(shortId(id))).toBe(id);
  });

  it.each(['', 'short', 'x'.repeat(23), '!'.repeat(22)])('refuse %p as a short id', (text) => {
    expect(longId(text)).toBeUndefined();
  });
});
