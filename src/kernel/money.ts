const NARROW_SPACE = '\u202f';

/** Tiyn in one tenge. */
export const TIYN = 100;

/** Whole tenge as tiyn. */
export function tenge(amount: number): number {
  return Math.round(amount * TIYN);
}

/** `1299000` → `12 990 ₸`, with narrow no-break spaces; tiyn are shown only when there are any. */
export function formatTenge(tiyn: number): string {
  const sign = tiyn < 0 ? '−' : '';
  const whole = Math.trunc(Math.abs(tiyn) / TIYN);
  const rest = Math.abs(tiyn) % TIYN;
  const grouped = String(whole).replaceAll(/\B(?=(\d{3})+(?!\d))/g, NARROW_SPACE);
  const fraction = rest === 0 ? '' : `,${String(rest).padStart(2, '0')}`;
  return `${sign}${grouped}${fraction}${NARROW_SPACE}₸`;
}

/** What a person typed as a price, read as whole tenge. */
export type PriceReading =
  | { readonly ok: true; readonly tiyn: number }
  | { readonly ok: false; readonly why: 'not-a-number' | 'negative' | 'fraction' | 'too-small' | 'too-big' };

const MIN_TENGE = 1;
const MAX_TENGE = 100_000_000;

/** A separator stands before three digits, and no more than three without a leading zero stand before the first. */
const THOUSANDS = /^[1-9]\d{0,2}([,.]\d{3})+$/;

/**
 * Reads `12 990`, `12990тг`, `12 990 ₸`, `12,990` or `12990.00` as whole tenge, from `leastTenge` on; marketplace prices
 * have no fraction.
 */
export function readPrice(text: string, leastTenge: number = MIN_TENGE): PriceReading {
  const bare = text
    .replaceAll(/[\s\u00a0\u202f\u2009'_]/g, '')
    .replace(/(₸|тенге|теңге|тнг|тг\.?|kzt|tg|т)$/iu, '')
    .replace(/[,.]0{1,2}$/, '')
    .replace(THOUSANDS, (grouped) => grouped.replaceAll(/[,.]/g, ''));
  if (/^[-−–]\d/.test(bare)) {
    return { ok: false, why: 'negative' };
  }

  if (/^\d+[,.]\d{1,3}$/.test(bare)) {
    return { ok: false, why: 'fraction' };
  }

  if (!/^\d{1,15}$/.test(bare)) {
    return { ok: false, why: 'not-a-number' };
  }

  return within(Number(bare), leastTenge);
}

function within(amount: number, leastTenge: number): PriceReading {
  if (amount < leastTenge) {
    return { ok: false, why: 'too-small' };
  }

  return amount > MAX_TENGE ? { ok: false, why: 'too-big' } : { ok: true, tiyn: tenge(amount) };
}
