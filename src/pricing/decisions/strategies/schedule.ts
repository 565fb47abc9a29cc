import type { ScheduleWindow } from '../../rules/pricing-rule.entity.ts';
import { type Aim, type StrategyInput, shiftedBy } from '../aim.ts';
import { holdsMinute } from '../holds-minute.ts';
import { alwaysFirst } from './always-first.ts';

/** 22:00–08:00, 2 % up. */
const NIGHT: readonly ScheduleWindow[] = [{ fromMinute: 1_320, toMinute: 480, shiftBps: 200 }];

/**
 * `schedule`: as `always_first`, shifted by the first window that holds the minute of the day. With none counted, as high
 * as allowed.
 */
export function schedule(input: StrategyInput): Aim {
  const { rule, localMinute } = input;
  const { windows = NIGHT } = rule.parameters;
  const aim = alwaysFirst(input);
  const shift = windows.find((window) => holdsMinute(window, localMinute));
  if (!shift || aim.kind !== 'follow') {
    return aim;
  }

  return {
    ...aim,
    priceAgainst: (offer) => shiftedBy(aim.priceAgainst(offer), shift.shiftBps),
    reason: 'schedule_shift',
    params: { percent: shift.shiftBps / 100 },
  };
}
