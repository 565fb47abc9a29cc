import type { ReauthReason } from './store.entity.ts';

declare module '../kernel/events.ts' {
  interface Events {
    'store.tokenConnected': { storeId: string };
    'store.tokenRejected': { storeId: string };
    'store.cabinetConnected': { storeId: string };
    'store.needsReauth': { storeId: string; reason: ReauthReason };
    'store.disconnected': { storeId: string };
  }
}
