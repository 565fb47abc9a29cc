/** Keeps an import's card in a chat up to date; a job, so that the card goes on after a restart. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import { z } from 'zod';
import { findImport, type ImportView } from '#src/catalog/index.ts';
import { languages } from '#src/kernel/language.ts';
import { systemActor } from '#src/kernel/scope.ts';
import { defineJob, type JobContext, type JobTools } from '#src/platform/jobs/define-job.ts';
import type { BotContext } from '../../context.ts';
import { inlineButton } from '../../menu.ts';
import { createSpeech } from '../../speech.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { type Card, importCard, isOver } from './import-card.ts';

const cardData = z.object({
  companyId: z.uuid(),
  importId: z.uuid(),
  botId: z.string(),
  chatKey: z.string(),
  messageId: z.int(),
  language: z.enum(languages),
  /** What the message shows already, as `digestOf` tells it. */
  drawn: z.string(),
});

type CardData = z.output<typeof cardData>;

/** The job that draws one card until its import is over. */
export type ImportCardJob = ReturnType<typeof createImportCardJob>;

/** A card is drawn at most once a second: Telegram's advice for one chat. */
const DRAW_EVERY_MS = 1000;
/** A card whose import does not move is left alone; its button draws it again. */
const QUIET_MS = 15 * 60_000;

/** Draws the card at most once a second. */
export function createImportCardJob(deps: Pick<SellerDeps, 'api' | 'words' | 'clock'>) {
  return defineJob({
    name: 'bots.importCard',
    data: cardData,
    lockMinutes: 5,
    retries: 5,
    concurrency: 20,
    key: ({ botId, chatKey, messageId }) => `${botId}:${chatKey}:${messageId}`,
    run: (data, tools) => follow(deps, data, tools),
  });
}

async function follow(
  deps: Pick<SellerDeps, 'api' | 'words' | 'clock'>,
  data: CardData,
  tools: JobTools & Pick<JobContext, 'inCompany'>,
): Promise<void> {
  const speech = createSpeech(deps.words, data.language);
  let { drawn } = data;
  let movedAt = deps.clock.now().getTime();
  for (;;) {
    const view = await tools.inCompany(data.companyId, systemActor('jobs.bots.importCard'), (scope) =>
      findImport(scope, data.importId),
    );
    const card = importCard(speech, view);
    const present = digestOf(card);
    if (present !== drawn) {
      drawn = present;
      movedAt = deps.clock.now().getTime();
      if (!(await draw(deps.api(data.botId), data, card))) {
        return;
      }
    }

    if (isOver(view) || deps.clock.now().getTime() - movedAt > QUIET_MS) {
      return;
    }

    await tools.progress(percentOf(view));
    await wait(DRAW_EVERY_MS, undefined, { signal: tools.signal });
  }
}

/** False when the message or the person has gone. */
async function draw(api: Api, { chatKey, messageId }: CardData, card: Card): Promise<boolean> {
  try {
    await api.editMessageText(chatKey, messageId, card.text, { reply_markup: markupOf(card) });
    return true;
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) {
      return false;
    }

    throw error;
  }
}

/** What it takes to show a card. */
export interface CardRequest {
  readonly deps: SellerDeps;
  readonly job: ImportCardJob;
  readonly importId: string;
}

/** Sends the card of an import as a new message and keeps it up to date from then on. */
export async function enqueueImportCard(ctx: BotContext, request: CardRequest): Promise<void> {
  const view = await ctx.inCompany((scope) => findImport(scope, request.importId));
  const card = importCard(ctx, view);
  const { message_id: messageId } = await ctx.reply(card.text, { reply_markup: markupOf(card) });
  await keepUpToDate(ctx, request, { view, messageId, card });
}

/** Draws the tapped card as things stand and goes on keeping it up to date. */
export async function refreshImportCard(ctx: BotContext, request: CardRequest): Promise<void> {
  const view = await ctx.inCompany((scope) => findImport(scope, request.importId));
  const card = importCard(ctx, view);
  await ctx.editMessageText(card.text, { reply_markup: markupOf(card) });
  await keepUpToDate(ctx, request, { view, messageId: Number(ctx.callbackQuery?.message?.message_id), card });
}

/** A card in the chat and the import it shows. */
interface Sent {
  readonly view: ImportView;
  readonly messageId: number;
  readonly card: Card;
}

async function keepUpToDate(
  ctx: BotContext,
  { deps, job, importId }: CardRequest,
  { view, messageId, card }: Sent,
): Promise<void> {
  const { companyId } = ctx.visitor;
  if (companyId === undefined || isOver(view)) {
    return;
  }

  const { botId, language } = ctx;
  const place = { botId, chatKey: String(ctx.chatId), messageId };
  await deps.enqueue(job, { companyId, importId, ...place, language, drawn: digestOf(card) });
}

function digestOf(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url');
}

function markupOf(card: Card) {
  return { inline_keyboard: card.keyboard.map((row) => row.map(inlineButton)) };
}

function percentOf({ received, total }: ImportView): number | undefined {
  return total ? Math.min(100, Math.round((received / total) * 100)) : undefined;
}
