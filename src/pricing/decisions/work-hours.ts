import { DateTime } from 'luxon';
import { holdsMinute } from './holds-minute.ts';

/** Between which local minutes of the day the repricer works; equal ends mean round the clock, from > to goes over midnight. */
export interface WorkHours {
  readonly workFromMinute: number;
  readonly workToMinute: number;
}

/** Tells whether an instant lies in the work hours of an IANA zone. */
export function isInWorkHours(at: Date, hours: WorkHours, zone: string): boolean {
  const part = { fromMinute: hours.workFromMinute, toMinute: hours.workToMinute };
  return holdsMinute(part, localMinuteOf(at, zone));
}

/** The minute last asked for in each zone: thousands of prices are judged within one. */
const latest = new Map<string, { readonly minute: number; readonly local: number }>();
const MINUTE_MS = 60_000;

/** The minute of the day, 0–1439, in an IANA zone. */
export function localMinuteOf(at: Date, zone: string): number {
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  const known = latest.get(zone);
  if (known?.minute === minute) {
    return known.local;
  }

  const { hour, minute: ofHour } = DateTime.fromJSDate(at, { zone });
  const local = hour * 60 + ofHour;
  latest.set(zone, { minute, local });
  return local;
}

/** The instant itself when it lies in the work hours, else the next opening. */
export function intoWorkHours(at: Date, hours: WorkHours, zone: string): Date {
  if (isInWorkHours(at, hours, zone)) {
    return at;
  }

  const midnight = DateTime.fromJSDate(at, { zone }).startOf('day');
  const openings = [0, 1, 2].flatMap((days) => openingsOf(midnight.plus({ days }), hours));
  const next = openings.find((opening) => opening > at && isInWorkHours(opening, hours, zone));
  return next ?? midnight.plus({ days: 2 }).toJSDate();
}

/**
 * When a day's work begins by the wall clock: twice where the clock is set back over that minute; where it is set ahead
 * over it, at the first minute after.
 */
function openingsOf(midnight: DateTime, { workFromMinute }: WorkHours): Date[] {
  const from = workFromMinute % 1_440;
  const first = midnight.set({ hour: Math.floor(from / 60), minute: from % 60 });
  const again = first.plus({ hours: 1 });
  const skipped = first.hour * 60 + first.minute - from;
  const isTwice = again.hour === first.hour && again.minute === first.minute;
  if (skipped > 0) {
    return [first.minus({ minutes: from % skipped }).toJSDate()];
  }

  return isTwice ? [first.toJSDate(), again.toJSDate()] : [first.toJSDate()];
}
