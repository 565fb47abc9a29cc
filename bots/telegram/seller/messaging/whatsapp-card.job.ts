/** Shows the QR code of a WhatsApp number in a chat and renews it in place until the number is linked. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Api, GrammyError, InputFile, InputMediaBuilder } from 'grammy';
import { toBuffer } from 'qrcode';
import { z } from 'zod';
import { languages } from '#src/kernel/language.ts';
import { systemActor } from '#src/kernel/scope.ts';
import { type WhatsAppView, whatsAppStatus } from '#src/messaging/index.ts';
import { defineJob, type JobContext, type JobTools } from '#src/platform/jobs/define-job.ts';
import type { Speech } from '../../context.ts';
import { button } from '../../feature.ts';
import { inlineButton } from '../../menu.ts';
import { createSpeech } from '../../speech.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { stateWord, whatsAppWords } from './whatsapp-words.ts';

const cardData = z.object({
  companyId: z.uuid(),
  botId: z.string(),
  chatKey: z.string(),
  language: z.enum(languages),
  /** States older than the wish are of an earlier life of the number. */
  askedAt: z.coerce.date(),
});

type CardData = z.output<typeof cardData>;
type CardDeps = Pick<SellerDeps, 'api' | 'words' | 'clock'>;

/** The job that shows one chat the code. */
export type WhatsAppCardJob = ReturnType<typeof createWhatsAppCardJob>;

const LOOK_EVERY_MS = 1000;
/** A code that nobody scans for so long is taken away; a button shows it again. */
const PATIENCE_MS = 10 * 60_000;
const QR_PIXELS = 512;

/** Renews the picture at most once a second. */
export function createWhatsAppCardJob(deps: CardDeps) {
  return defineJob({
    name: 'bots.whatsAppCard',
    data: cardData,
    lockMinutes: 2,
    retries: 3,
    concurrency: 20,
    key: ({ botId, chatKey }) => `${botId}:${chatKey}`,
    run: (data, tools) => follow(deps, data, tools),
  });
}

/** What stands in the chat: the message with the picture, and what it shows. */
interface Shown {
  readonly messageId: number | undefined;
  readonly digest: string;
}

async function follow(deps: CardDeps, data: CardData, tools: JobTools & Pick<JobContext, 'inCompany'>): Promise<void> {
  const speech = createSpeech(deps.words, data.language);
  const chat = { api: deps.api(data.botId), chatKey: data.chatKey, speech };
  let shown: Shown = { messageId: undefined, digest: '' };
  for (;;) {
    const actor = systemActor('jobs.bots.whatsAppCard');
    const view = await tools.inCompany(data.companyId, actor, (scope) => whatsAppStatus(scope));
    const isLate = deps.clock.now().getTime() - data.askedAt.getTime() > PATIENCE_MS;
    if (!view?.isWanted || isLate || isSettled(view, data.askedAt)) {
      await finish(chat, { view, shown, isLate });
      return;
    }

    shown = await draw(chat, view, shown);
    await tools.progress();
    await wait(LOOK_EVERY_MS, undefined, { signal: tools.signal });
  }
}

/** Linked, or given up for now. */
function isSettled({ state, at }: WhatsAppView, askedAt: Date): boolean {
  return state === 'ready' || (['logged_out', 'restricted', 'failed'].includes(state) && at > askedAt);
}

interface Chat {
  readonly api: Api;
  readonly chatKey: string;
  readonly speech: Speech;
}

async function draw(chat: Chat, view: WhatsAppView, shown: Shown): Promise<Shown> {
  const digest = `${view.state} ${view.qr ?? ''}`;
  if (digest === shown.digest || (view.qr === null && shown.messageId === undefined)) {
    return shown;
  }

  const messageId = view.qr === null ? await caption(chat, view, shown) : await picture(chat, view.qr, shown);
  return { messageId, digest };
}

/** The code has gone: its picture says what happens instead. */
async function caption({ api, chatKey, speech }: Chat, view: WhatsAppView, { messageId }: Shown) {
  if (messageId !== undefined) {
    await unlessGone(api.editMessageCaption(chatKey, messageId, { caption: whatsAppWords(speech, view) }));
  }
  return messageId;
}

/** A new picture in place of the last one; a picture the person has deleted is sent again. */
async function picture({ api, chatKey, speech }: Chat, qr: string, { messageId }: Shown): Promise<number> {
  const file = new InputFile(await toBuffer(qr, { type: 'png', width: QR_PIXELS, margin: 4 }), 'whatsapp.png');
  const text = speech.t('messaging-qr-caption');
  if (messageId !== undefined) {
    const media = InputMediaBuilder.photo(file, { caption: text, parse_mode: 'HTML' });
    if (await unlessGone(api.editMessageMedia(chatKey, messageId, media))) {
      return messageId;
    }
  }

  return (await api.sendPhoto(chatKey, file, { caption: text })).message_id;
}

interface Ending {
  readonly view: WhatsAppView | null;
  readonly shown: Shown;
  readonly isLate: boolean;
}

/** Takes the picture away and says how it ended; a number that was disconnected meanwhile needs no words. */
async function finish({ api, chatKey, speech }: Chat, { view, shown, isLate }: Ending): Promise<void> {
  if (shown.messageId !== undefined) {
    await unlessGone(api.deleteMessage(chatKey, shown.messageId));
  }
  if (stateWord(view) === 'absent') {
    return;
  }

  const isLinked = view?.state === 'ready';
  const [label, target] = isLinked
    ? (['messaging-open-btn', 'messages'] as const)
    : (['messaging-connect-btn', 'whatsapp-on'] as const);
  const text = isLate && !isLinked ? speech.t('messaging-qr-late') : whatsAppWords(speech, view);
  await api.sendMessage(chatKey, text, {
    reply_markup: { inline_keyboard: [[inlineButton(button(speech.label(label), target))]] },
  });
}

/** False when the message has gone. */
async function unlessGone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) {
      return false;
    }

    throw error;
  }
}
