import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import { reauthReasons } from './store.entity.ts';
import { findStore, listStores } from './store.queries.ts';

const StoreReply = z.object({
  id: z.uuid(),
  name: z.string(),
  isActive: z.boolean(),
  merchantUid: z.string().nullable(),
  cityId: z.string(),
  token: z.enum(['missing', 'connected', 'rejected']).describe('Whether orders can be read.'),
  cabinet: z
    .enum(['missing', 'code-needed', 'merchant-needed', 'connected', 'needs-reauth'])
    .describe('Whether prices can be read and sent.'),
  reauthReason: z.enum(reauthReasons).nullable(),
});

const example = {
  id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11',
  name: 'TechnoMart',
  isActive: true,
  merchantUid: '30012345',
  cityId: '750000000',
  token: 'connected',
  cabinet: 'connected',
  reauthReason: null,
} as const;

/** The company's stores; never a secret of theirs. */
export const storeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/stores',
    can: 'stores.read',
    summary: 'The stores and whether they are connected',
    reply: z.object({ items: z.array(StoreReply) }),
    example: { items: [example] },
    handle: async (scope) => ({ items: await listStores(scope) }),
  }),
  route({
    method: 'get',
    path: '/stores/:id',
    can: 'stores.read',
    summary: 'One store',
    params: z.object({ id: z.uuid() }),
    reply: StoreReply,
    example,
    handle: (scope, { params }) => findStore(scope, params.id),
  }),
];
