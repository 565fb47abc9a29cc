import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { intoWorkHours, isInWorkHours } from '#src/pricing/decisions/work-hours.ts';

const MINUTE_MS = 60_000;

interface Hours {
  readonly workFromMinute: number;
  readonly workToMinute: number;
}

const wallMinute = (at: Date, zone: string) => {
  const local = DateTime.fromJSDate(at, { zone });
  return local.hour * 60 + local.minute;
};

/**
 * The first whole minute from an instant on whose wall clock lies in the hours, found by looking at every one. An hour that
 * comes twice counts once, unless work begins in it.
 */
function firstMinute(at: Date, hours: Hours, zone: string): Date {
  const [from, to] = [hours.workFromMinute % 1440, hours.workToMinute % 1440];
  const isIn = (minute: number) =>
    from === to || (from < to ? minute >= from && minute < to : minute >= from || minute < to);
  let time = at;
  for (;;) {
    const minute = wallMinute(time, zone);
    const isSecond = minute === wallMinute(new Date(Number(time) - 60 * MINUTE_MS), zone) && time !== at;
    const beginsHere = Math.floor(from / 60) === Math.floor(minute / 60) && minute >= from;
    if (isIn(minute) && (!isSecond || beginsHere)) {
      return time;
    }
    time = new Date((Math.floor(Number(time) / MINUTE_MS) + 1) * MINUTE_MS);
  }
}

const quarters = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
const hours = fc.record({ workFromMinute: quarters, workToMinute: quarters });
/** Days around the nights on which Berlin's clocks are changed, and days without anything. */
const days = fc.constantFrom(
  '2026-03-28',
  '2026-03-29',
  '2026-03-30',
  '2026-10-24',
  '2026-10-25',
  '2026-10-26',
  '2026-07-01',
);
const instants = fc
  .tuple(days, fc.integer({ min: 0, max: 86_399 }))
  .map(([day, second]) => new Date(Date.parse(`${day}T00:00:00Z`) + second * 1_000));

describe('work hours', () => {
  it.each(['Europe/Berlin', 'Asia/Almaty'])(
    'begin at the first minute of the wall clock in %s, over midnight and changes of the clock too',
    (zone) => {
      fc.assert(
        fc.property(instants, hours, (at, work) => {
          expect(intoWorkHours(at, work, zone)).toEqual(firstMinute(at, work, zone));
          expect(isInWorkHours(intoWorkHours(at, work, zone), work, zone)).toBe(true);
        }),
        { numRuns: 150 },
      );
    },
  );
});
