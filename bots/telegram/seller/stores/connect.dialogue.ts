/** Connects a Kaspi store: the token for orders, the cabinet for listings and prices, then the first import. */
import { startImport } from '#src/catalog/index.ts';
import { attempt } from '../../attempt.ts';
import type { Dialogue, InnerContext } from '../../context.ts';
import { type DialogueDefinition, defineDialogue } from '../../feature.ts';
import { enqueueImportCard, type ImportCardJob } from '../catalog/import-card.job.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { connectCabinet } from './connect-cabinet.dialogue.ts';
import { connectToken } from './connect-token.dialogue.ts';

/** Where to begin; without a store one is found by the token or made. */
export interface ConnectArgs {
  readonly storeId: string | null;
  readonly from: 'token' | 'cabinet' | 'code' | 'merchant';
}

/** What the steps of the dialogue share. */
export interface Connecting {
  readonly dialogue: Dialogue;
  readonly ctx: InnerContext;
  readonly deps: SellerDeps;
}

/** The dialogue; every step may be skipped and taken up later from the store's screen. */
export function connectDialogue(deps: SellerDeps, importCard: ImportCardJob) {
  const run: DialogueDefinition<ConnectArgs>['run'] = async (dialogue, ctx, args) => {
    const connecting = { dialogue, ctx, deps };
    const orders = args.from === 'token' ? await connectToken(connecting, args.storeId) : undefined;
    if (orders?.cabinet === 'connected') {
      await dialogue.external((outer) => outer.menu.showBelow('store', orders.id));
      return;
    }

    const from = args.from === 'token' ? 'cabinet' : args.from;
    const connectedId = await connectCabinet(connecting, { storeId: orders?.id ?? args.storeId, from });
    if (!connectedId) {
      await ctx.reply(ctx.t('stores-cabinet-later'));
      await dialogue.external((outer) => outer.menu.showHome());
      return;
    }

    await importFirst(connecting, { storeId: connectedId, importCard });
  };
  return defineDialogue<ConnectArgs>('connect-kaspi', run, { hasSecrets: true });
}

/** Begins to read the shelf and shows how far it got in a card of its own. */
async function importFirst(
  { dialogue, ctx, deps }: Connecting,
  { storeId, importCard }: { readonly storeId: string; readonly importCard: ImportCardJob },
): Promise<void> {
  const outcome = await attempt(dialogue, (scope) => startImport(scope, { storeId }));
  if (!outcome.ok) {
    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
    await dialogue.external((outer) => outer.menu.showHome());
    return;
  }

  const importId = outcome.value.id;
  await dialogue.external((outer) => outer.menu.showHome());
  await dialogue.external((outer) => enqueueImportCard(outer, { deps, job: importCard, importId }));
}
