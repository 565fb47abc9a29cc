import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Words } from '../../platform/words/words.ts';
import { readPriceHistory } from '../history/read-price-history.ts';
import { writeMovesCsv } from '../history/write-moves-csv.ts';
import * as examples from './history.examples.ts';
import { MoveReply } from './move-reply.ts';
import { reasonText } from './reason-text.ts';

const tiyn = z.number().int();

const params = z.object({ listingId: z.uuid() });

const query = z.object({
  cityId: z.string().max(20).optional(),
  from: z.coerce.date().optional().describe('Two weeks before the end if left out; at most a year before it.'),
  to: z.coerce.date().optional().describe('Now if left out.'),
});

const HistoryReply = z.object({
  listingId: z.uuid(),
  cityId: z.string().nullable(),
  from: z.date(),
  to: z.date(),
  startTiyn: tiyn.describe('What the price was at the beginning.'),
  currentTiyn: tiyn,
  floorTiyn: tiyn.nullable().describe('The minimum as it is now.'),
  ceilingTiyn: tiyn.describe('The maximum as it is now, or the last price set by hand, which stands in for it.'),
  moves: z.array(MoveReply).describe('Moves that arrived, oldest first, the newest 500.'),
  points: z
    .array(
      z.object({
        at: z.date(),
        kind: z.enum(['look', 'day']).describe('Older than two weeks a whole UTC day is one point.'),
        ownTiyn: tiyn.nullable(),
        rank: z.number().int().nullable(),
        rivalTiyn: tiyn.nullable().describe('The cheapest rival that the present rule counts.'),
        rivalName: z.string().nullable(),
        cheapestTiyn: tiyn
          .nullable()
          .describe('The cheapest of all others; of a day the mean of the cheapest of all, ours among them.'),
        offersCount: z.number().int(),
      }),
    )
    .describe('What the card was like, oldest first, at most 500 points.'),
});

/** A price over time, as points to draw and as a file. */
export function historyRoutes(words: Words): Route[] {
  return [pointsRoute(words), movesFileRoute(words)];
}

const pointsRoute = (words: Words) =>
  route({
    method: 'get',
    path: '/prices/:listingId/history-points',
    can: 'pricing.read',
    summary: 'Our moves, the cheapest rival and our rank over time',
    params,
    query,
    reply: HistoryReply,
    example: examples.history,
    handle: async (scope, { params: { listingId }, query: period, language }) => {
      const history = await readPriceHistory(scope, { listingId, ...period });
      const moves = history.moves.map((move) => ({ ...move, reasonText: reasonText(words, language, move) }));
      return { ...history, moves, points: [...history.points] };
    },
  });

const movesFileRoute = (words: Words) =>
  route({
    method: 'get',
    path: '/prices/:listingId/history.csv',
    can: 'pricing.read',
    summary: 'The moves of a listing’s prices as a file for spreadsheets, newest first, money in tenge',
    params,
    query: query.omit({ cityId: true }),
    reply: z.string(),
    file: 'text/csv',
    example: examples.movesFile,
    handle: (scope, { params: { listingId }, query: period, language }) =>
      writeMovesCsv(scope, { listingId, ...period }, { words, language }),
  });
