import type { ReauthReason } from './store.entity.ts';

declare module '../kernel/events.ts' {
  interface Events {
    'store.tokenConnected': { storeId: string };
    'store.tokenRejected': { storeId: string };
    'store.cabinetConnected': { storeId: string };
    'store.needsReauth': { storeId: string; reason: ReauthReason };
    /** Two records were one account: `storeId` goes on, `fromStoreId` rests, and what hangs on it moves over. */
    'store.merged': { storeId: string; fromStoreId: string };
    'store.disconnected': { storeId: string };
  }
}
