import { defineReaction, type Reaction } from '../platform/events/define-reaction.ts';
import { findStoreBudget, listHeldMoves } from '../pricing/index.ts';
import { askAboutMass } from './ask-about-mass.ts';
import { askAboutMove } from './ask-about-move.ts';
import { closeMass } from './close-mass.ts';
import { followQuestions } from './follow-questions.ts';
import { noteAnswers } from './note-answers.ts';
import { tellPriceNews } from './tell-price-news.ts';

const newsReactions: readonly Reaction[] = [
  defineReaction({
    name: 'messaging.onPriceFloorReached',
    on: 'price.floorReached',
    run: (scope, { listingId, minTiyn }) => tellPriceNews(scope, { about: listingId, what: 'floor', tiyn: minTiyn }),
  }),
  defineReaction({
    name: 'messaging.onPriceFailed',
    on: 'price.failed',
    run: (scope, { listingId, toTiyn, failure }) => {
      const what = isOutsideBounds(failure) ? 'outside' : 'failed';
      return tellPriceNews(scope, { about: listingId, what, tiyn: toTiyn });
    },
  }),
  defineReaction({
    name: 'messaging.onPriceWarFound',
    on: 'price.warFound',
    run: (scope, { listingId, rival }) => tellPriceNews(scope, { about: listingId, what: 'war', rival }),
  }),
  defineReaction({
    name: 'messaging.onPricingBudgetSpent',
    on: 'pricing.budgetSpent',
    run: async (scope, { storeId, waiting }) => {
      const budget = await findStoreBudget(scope, storeId);
      if (budget?.freeAt) {
        const { changes, freeAt: until } = budget;
        await tellPriceNews(scope, { about: storeId, what: 'budget', waiting, changes, until });
      }
    },
  }),
];

const questionReactions: readonly Reaction[] = [
  defineReaction({
    name: 'messaging.onPriceMoveHeld',
    on: 'price.moveHeld',
    run: async (scope, { decisionId }) => {
      const { moves } = await listHeldMoves(scope, { decisionId, waitsFor: 'approval', limit: 1 });
      // It may have been answered, or be superfluous, by now.
      for (const move of moves) {
        await askAboutMove(scope, move);
      }
    },
  }),
  defineReaction({
    name: 'messaging.onPricingMassHeld',
    on: 'pricing.massHeld',
    run: (scope, { storeId }, { id, occurredAt }) =>
      askAboutMass(scope, { storeId, questionId: id, since: occurredAt }),
  }),
  defineReaction({ name: 'messaging.onPricingMovesAnswered', on: 'pricing.movesAnswered', run: noteAnswers }),
  defineReaction({ name: 'messaging.onPricingMassAnswered', on: 'pricing.massAnswered', run: closeMass }),
  defineReaction({
    name: 'messaging.onPriceViewChanged',
    on: 'price.viewChanged',
    run: (scope, { listingIds }) => followQuestions(scope, listingIds),
  }),
];

/** What members are told of prices and asked about them. */
export const priceReactions: readonly Reaction[] = [...newsReactions, ...questionReactions];

/** A price set by hand that was never sent, by the code of its error. */
function isOutsideBounds(failure: string): boolean {
  return failure === 'pricing.belowMinimum' || failure === 'pricing.aboveMaximum';
}
