import type { InSystem } from '../db/scope.ts';
import { gapMs, type Lane, type LaneKeeper, type Reservation } from './lane.ts';

interface TurnRow {
  readonly at_ms: number;
  readonly pick: number;
  readonly now_ms: number;
  readonly is_closed: boolean;
}

/**
 * Lanes in the database, shared by every process and outliving all of them; its clock counts. One short statement (the
 * function `take_turns`) reserves several turns at once, so that sixty a second cost about ten statements.
 */
export function databaseLanes(inSystem: InSystem): LaneKeeper {
  return {
    reserve: ({ count, withinMs, every, oneOf }) =>
      inSystem('take turns of shared lanes', async ({ em }) => {
        const rows = await em.execute<TurnRow[]>('select * from take_turns(?, ?, ?::jsonb, ?::jsonb)', [
          count,
          withinMs,
          write(every),
          write(oneOf),
        ]);
        return readRows(rows);
      }),
    close: (lane, durationMs) =>
      inSystem('let a shared lane cool down', async ({ em }) => {
        await em.execute(
          `insert into pace_lanes (name, next_at, closed_until)
             values (?, clock_timestamp(), clock_timestamp() + make_interval(secs => ?))
           on conflict (name) do update set closed_until = greatest(pace_lanes.closed_until, excluded.closed_until)`,
          [lane, durationMs / 1_000],
        );
      }),
  };
}

function write(lanes: readonly Lane[]): string {
  return JSON.stringify(lanes.map((lane) => [lane.name, gapMs(lane)]));
}

/** The last row tells when the next turn could come; it is none itself. */
function readRows(rows: readonly TurnRow[]): Reservation {
  const last = rows.at(-1);
  if (!last) {
    throw new Error('take_turns answered nothing');
  }

  const turns = rows.slice(0, -1).map((row) => ({ atMs: row.at_ms, index: row.pick }));
  return { nowMs: last.now_ms, turns, nextMs: last.at_ms, isClosed: last.is_closed };
}
