import { describe, expect, it } from '@jest/globals';
import { readPhone } from '#src/kernel/phone.ts';

describe('readPhone', () => {
  it.each(['87011234567', '7011234567', '+7 701 123 45 67', '77011234567', '8 (701) 123-45-67'])(
    'reads %s as the same Kazakhstani number',
    (text) => {
      expect(readPhone(text)).toBe('+77011234567');
    },
  );

  it.each(['', 'abc', '12', '0000000000'])('refuses %p', (text) => {
    expect(readPhone(text)).toBeUndefined();
  });
});
