const DAY_MINUTES = 1440;

/** A part of the day in local minutes 0–1440; equal ends mean all day, from > to goes over midnight. */
export interface DayPart {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Tells whether a part of the day holds a local minute, its end not included. */
export function holdsMinute({ fromMinute: from, toMinute: to }: DayPart, minute: number): boolean {
  if (from % DAY_MINUTES === to % DAY_MINUTES) {
    return true;
  }

  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
