import { defineEntity, p } from '@mikro-orm/core';

/** The global table of lanes: one row for each stream of starts that all processes share. */
export const PaceLaneSchema = defineEntity({
  name: 'PaceLane',
  tableName: 'pace_lanes',
  properties: {
    name: p.string().length(160).primary(),
    /** No turn is given before; the clock of the database counts. */
    nextAt: p.datetime(),
    /** The end of a cool-down. */
    closedUntil: p.datetime().nullable(),
  },
});

/** Where a lane stands; only the function `take_turns` and cool-downs change it. */
export class PaceLane extends PaceLaneSchema.class {}
PaceLaneSchema.setClass(PaceLane);
