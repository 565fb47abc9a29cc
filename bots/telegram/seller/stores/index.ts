import { disconnectStore } from '#src/stores/index.ts';
import type { BotContext } from '../../context.ts';
import { action, enterDialogue } from '../../feature.ts';
import type { ImportCardJob } from '../catalog/import-card.job.ts';
import type { SellerDeps, SellerFeature } from '../seller-deps.ts';
import { type ConnectArgs, connectDialogue } from './connect.dialogue.ts';
import { disconnectScreen, storeScreen, storesHome, storesScreen } from './stores.screen.ts';

const beginnings = ['token', 'cabinet', 'code', 'merchant'] as const;

/** Stores: connecting, what is connected, disconnecting. */
export function storesFeature(deps: SellerDeps, importCard: ImportCardJob): SellerFeature {
  const connect = connectDialogue(deps, importCard);
  return {
    name: 'stores',
    home: storesHome,
    screens: [storesScreen, storeScreen, disconnectScreen],
    actions: [
      action('connect-kaspi', (ctx, args) => enterDialogue(ctx, connect, connectArgs(args)), { can: 'stores.connect' }),
      action('store-disconnect', disconnect, { can: 'stores.connect' }),
    ],
    dialogues: [connect],
  };
}

function connectArgs([storeId, from]: readonly string[]): ConnectArgs {
  return { storeId: storeId ?? null, from: beginnings.find((one) => one === from) ?? 'token' };
}

async function disconnect(ctx: BotContext, [storeId]: readonly string[]): Promise<void> {
  await ctx.inCompany((scope) => disconnectStore(scope, { storeId: String(storeId) }));
  await ctx.menu.show('stores');
}
