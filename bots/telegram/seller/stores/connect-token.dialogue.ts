/** The step of the official token, with which orders are read. */
import { connectShopToken, type StoreView } from '#src/stores/index.ts';
import { askSecret } from '../../ask.ts';
import { attemptCall, type Plain } from '../../attempt.ts';
import type { Connecting } from './connect.dialogue.ts';

/** Asks until Kaspi takes a token; undefined when the seller skips it. */
export async function connectToken(
  { dialogue, ctx, deps }: Connecting,
  storeId: string | null,
): Promise<Plain<StoreView> | undefined> {
  for (;;) {
    const answer = await askSecret(dialogue, ctx, {
      text: ctx.t('stores-token-question'),
      isOptional: true,
      maxLength: 600,
    });
    if (answer.kind !== 'answer') {
      return undefined;
    }

    await ctx.reply(ctx.t('stores-token-received'));
    const outcome = await attemptCall(dialogue, ({ inCompany }) =>
      connectShopToken(
        { inCompany, marketplace: deps.marketplace },
        { token: answer.value, ...(storeId !== null && { storeId }) },
      ),
    );
    if (outcome.ok) {
      await ctx.reply(ctx.t('stores-token-taken'));
      return outcome.value;
    }

    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
  }
}
