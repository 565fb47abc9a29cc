/** The step of the official token, with which orders are read. */
import { connectShopToken, type StoreView } from '#src/stores/index.ts';
import { askSecret } from '../../ask.ts';
import { attemptCall, type Outcome, type Plain } from '../../attempt.ts';
import { askAgain, isOutage } from './ask-again.dialogue.ts';
import type { Connecting } from './connect.dialogue.ts';

/** Asks until Kaspi takes a token; undefined when the seller skips it. */
export async function connectToken(
  connecting: Connecting,
  storeId: string | null,
): Promise<Plain<StoreView> | undefined> {
  const { ctx } = connecting;
  let token = await askToken(connecting);
  while (token !== undefined) {
    const outcome = await tryToken(connecting, token, storeId);
    if (outcome.ok) {
      await ctx.reply(ctx.t('stores-token-taken'));
      return outcome.value;
    }

    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
    const wish = isOutage(outcome) ? await askAgain(connecting, 'stores-token-other-btn') : 'other';
    if (wish !== 'again') {
      token = wish && (await askToken(connecting));
    }
  }
  return undefined;
}

async function askToken({ dialogue, ctx }: Connecting): Promise<string | undefined> {
  const answer = await askSecret(dialogue, ctx, {
    text: ctx.t('stores-token-question'),
    isOptional: true,
    maxLength: 600,
  });
  if (answer.kind !== 'answer') {
    return undefined;
  }

  await ctx.reply(ctx.t('stores-token-received'));
  return answer.value;
}

function tryToken({ dialogue, deps }: Connecting, token: string, storeId: string | null): Promise<Outcome<StoreView>> {
  const { marketplace } = deps;
  return attemptCall(dialogue, ({ inCompany, ending }) =>
    connectShopToken({ inCompany, marketplace, signal: ending }, { token, ...(storeId !== null && { storeId }) }),
  );
}
