/** What a price was before: its picture of two weeks, and the last moves with their reasons. */
import { InputFile } from 'grammy';
import { drawPriceHistory, listPriceMoves, type MoveView, readPriceHistory } from '#src/pricing/index.ts';
import type { BotContext } from '../../context.ts';
import { type Screen, screen } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { findRow } from './find-row.ts';
import { moveWords } from './price-words.ts';

const NAME_LENGTH = 120;
const SHOWN_MOVES = 8;
/** Telegram's limit is 1 024 letters without the markup; a screen with a picture may not be longer. */
const MAX_CAPTION = 1_000;

/** The price over two weeks as a picture, below it the last moves, newest first, as many as fit. */
export function historyScreen({ words }: Pick<SellerDeps, 'words'>): Screen {
  return screen(
    'price-history',
    async (ctx, [listingId, productId]) => {
      const { row, moves, history } = await ctx.inCompany(async (scope) => {
        const found = await findRow(scope, String(listingId));
        const place = { listingId: found.listingId, cityId: found.cityId ?? undefined };
        return {
          row: found,
          moves: await listPriceMoves(scope, { listingId: found.listingId, limit: SHOWN_MOVES }),
          history: await readPriceHistory(scope, place),
        };
      });
      const png = await drawPriceHistory(history, { language: ctx.language, words, zone: history.zone });
      const title = ctx.t('pricing-history-title', { name: nameOf(row, ctx.language, NAME_LENGTH) });
      return {
        text: [title, ...tell(ctx, moves, MAX_CAPTION - title.length)].join('\n\n'),
        photo: new InputFile(png, 'price.png'),
        back: ['product', String(productId)],
      };
    },
    { can: 'pricing.read' },
  );
}

function tell(ctx: BotContext, moves: readonly MoveView[], room: number): string[] {
  if (moves.length === 0) {
    return [ctx.t('pricing-history-empty')];
  }

  const told: string[] = [];
  let left = room;
  for (const words of moves.map((move) => moveWords(ctx, move))) {
    left -= words.length + 2;
    if (left >= 0) {
      told.push(words);
    }
  }
  return told;
}
