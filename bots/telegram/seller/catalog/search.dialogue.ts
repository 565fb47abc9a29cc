/** Asks what to look for among the products. */
import { askText } from '../../ask.ts';
import { attemptCall } from '../../attempt.ts';
import { defineDialogue } from '../../feature.ts';
import { findListState, saveListState } from './products.screen.ts';

const MAX_SEARCH = 100;

/** Keeps the search and shows what it finds. */
export const searchDialogue = defineDialogue('product-search', async (dialogue, ctx) => {
  const answer = await askText(dialogue, ctx, { text: ctx.t('catalog-ask-search'), maxLength: MAX_SEARCH });
  if (answer.kind !== 'answer') {
    return;
  }

  const outcome = await attemptCall(dialogue, (outer) =>
    outer.inCompany(async (scope) => {
      const { status } = await findListState(outer, scope);
      await saveListState(outer, scope, { search: answer.value, ...(status && { status }) });
    }),
  );
  if (!outcome.ok) {
    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
    return;
  }

  await dialogue.external((outer) => outer.menu.showBelow('products', 0));
});
