import { DateTime } from 'luxon';

/** Between which local minutes of the day the repricer works; equal ends mean round the clock, from > to goes over midnight. */
export interface WorkHours {
  readonly workFromMinute: number;
  readonly workToMinute: number;
}

const DAY_MINUTES = 1440;

/** Tells whether an instant lies in the work hours of an IANA zone. */
export function isInWorkHours(at: Date, hours: WorkHours, zone: string): boolean {
  const { workFromMinute: from, workToMinute: to } = hours;
  if (from % DAY_MINUTES === to % DAY_MINUTES) {
    return true;
  }

  const local = DateTime.fromJSDate(at, { zone });
  const minute = local.hour * 60 + local.minute;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The instant itself when it lies in the work hours, else the next opening. */
export function intoWorkHours(at: Date, hours: WorkHours, zone: string): Date {
  if (isInWorkHours(at, hours, zone)) {
    return at;
  }

  const local = DateTime.fromJSDate(at, { zone });
  const opening = local.set({
    hour: Math.floor(hours.workFromMinute / 60),
    minute: hours.workFromMinute % 60,
    second: 0,
    millisecond: 0,
  });
  return (opening > local ? opening : opening.plus({ days: 1 })).toJSDate();
}
