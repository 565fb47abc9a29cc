import { z } from 'zod';

/** The query of every list: `after` is `next` of the page before. */
export const pageQuery = z.object({
  after: z.string().max(100).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
