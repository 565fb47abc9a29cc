import { DateTime } from 'luxon';
import type { MessagingSettings } from './messaging.ports.ts';

/** The first instant from `at` on at which a notice may leave: inside the hours of the zone, or when they begin. */
export function earliestSendAt(at: Date, zone: string, hours: MessagingSettings['quietHours']): Date {
  if (!hours) {
    return at;
  }

  const local = DateTime.fromJSDate(at, { zone });
  if (local.hour >= hours.from && local.hour < hours.to) {
    return at;
  }

  const opening = local.set({ hour: hours.from, minute: 0, second: 0, millisecond: 0 });
  return (local.hour < hours.from ? opening : opening.plus({ days: 1 })).toJSDate();
}
