import { z } from 'zod';
import { reasonCodes } from '../decisions/decision.ts';
import { decisionStates } from '../moves/price-decision.entity.ts';

const tiyn = z.number().int();

/** One move of a price, as the API tells it. */
export const MoveReply = z.object({
  id: z.uuid(),
  at: z.date(),
  fromTiyn: tiyn,
  toTiyn: tiyn,
  reason: z.enum(reasonCodes),
  reasonText: z.string(),
  rankBefore: z.number().int().nullable(),
  rankAfter: z.number().int().nullable(),
  state: z.enum(decisionStates),
});
