import type { Speech } from './words.tsx';

const NARROW_SPACE = '\u202f';
const SPACE = '\u00a0';

/** `1299000` tiyn as `12 990 ₸`. */
export function money(tiyn: number): string {
  const [whole = '', rest] = (tiyn / 100).toFixed(tiyn % 100 === 0 ? 0 : 2).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, NARROW_SPACE);
  return `${grouped}${rest === undefined ? '' : `,${rest}`}${SPACE}₸`;
}

/** An instant as people write it, `14 Nov, 18:40`, in an IANA zone. */
export function moment({ t }: Pick<Speech, 't'>, at: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  } as Intl.DateTimeFormatOptions).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((found) => found.type === type)?.value ?? '';
  // Engines write `09` and `9` for the same request.
  const day = String(Number(part('day')));
  const month = t(`dates-month-${Number(part('month'))}`);
  return t('dates-moment', { day, month, time: `${part('hour')}:${part('minute')}` });
}
