/** The kinds of questions dialogues ask; each reads its answer strictly and says kindly what is wrong with it. */
import { readPrice } from '#src/kernel/money.ts';
import type { Dialogue, InnerContext } from './context.ts';
import { type Answer, ask, quietly, type Reading, type Turn } from './question.ts';

/** A question in Telegram HTML and its ways out. */
export interface Asking extends Turn {
  readonly text: string;
}

/** A text question; `check` may refuse with a sentence (HTML). */
export interface AskingText extends Asking {
  readonly maxLength?: number;
  readonly check?: (text: string) => string | undefined;
  /** Among questions for secrets: what is no answer here may hold one that came too early, so it is deleted. */
  readonly isAmongSecrets?: boolean;
}

/** A photo as Telegram keeps it. */
export interface AskedPhoto {
  readonly fileId: string;
  readonly fileUniqueId: string;
}

/** A photo, or an image sent as a file, up to what bots may download. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_TEXT_LENGTH = 1000;

/** Asks for one line or paragraph of text, trimmed. */
export function askText(dialogue: Dialogue, ctx: InnerContext, asking: AskingText): Promise<Answer<string>> {
  const read = (answer: InnerContext) => readText(answer, asking);
  return ask(dialogue, ctx, {
    ...asking,
    read,
    ...(asking.isAmongSecrets && {
      accept: async (answer: InnerContext) => (read(answer).ok ? undefined : forget(answer)),
    }),
  });
}

/** A question for money; `check` may refuse with a sentence (HTML), and a button may stand for no amount at all. */
export interface AskingPrice<Other = never> extends Asking {
  /** The least amount that is read at all; 1 when left out. */
  readonly leastTenge?: number;
  readonly choices?: readonly (readonly { readonly label: string; readonly value: number | Other }[])[];
  readonly check?: (tiyn: number) => string | undefined;
}

/** Asks for a price, typed or chosen; the answer is in tiyn. */
export function askPrice<Other = never>(
  dialogue: Dialogue,
  ctx: InnerContext,
  asking: AskingPrice<Other>,
): Promise<Answer<number | Other>> {
  return ask<number | Other>(dialogue, ctx, {
    ...asking,
    read: (answer) => {
      const reading = readPrice(answer.message?.text ?? '', asking.leastTenge);
      if (!reading.ok) {
        return { ok: false, sentence: answer.t(`bot-price-${reading.why}`) };
      }

      const refusal = asking.check?.(reading.tiyn);
      return refusal === undefined ? { ok: true, value: reading.tiyn } : { ok: false, sentence: refusal };
    },
  });
}

/** Asks for a picture, sent as a photo or as an image file of at most 20 MB. */
export function askPhoto(dialogue: Dialogue, ctx: InnerContext, asking: Asking): Promise<Answer<AskedPhoto>> {
  return ask(dialogue, ctx, { ...asking, read: readPhoto });
}

/** A choice among buttons; the value is plain JSON. */
export interface AskingChoice<T> extends Asking {
  readonly choices: readonly (readonly { readonly label: string; readonly value: T }[])[];
  /** Between questions for secrets: what is typed here may be one that came too early, so it is deleted. */
  readonly isAmongSecrets?: boolean;
}

/** Asks to tap one of the buttons. */
export function askChoice<T>(dialogue: Dialogue, ctx: InnerContext, asking: AskingChoice<T>): Promise<Answer<T>> {
  return ask(dialogue, ctx, {
    ...asking,
    read: (answer): Reading<T> => ({ ok: false, sentence: answer.t('bot-expect-choice') }),
    ...(asking.isAmongSecrets && { accept: forget }),
  });
}

/** Asks yes or no; Back counts as no answer yet and is offered only when asked for. */
export function confirm(dialogue: Dialogue, ctx: InnerContext, asking: Asking): Promise<Answer<boolean>> {
  const choices = [
    [
      { label: ctx.label('bot-yes-btn'), value: true },
      { label: ctx.label('bot-no-btn'), value: false },
    ],
  ];
  return askChoice(dialogue, ctx, { ...asking, choices });
}

/**
 * Asks for a password, token or code. The message is deleted from the chat as soon as it is read; hand the value to
 * an `attempt` at once and keep it nowhere else.
 */
export async function askSecret(dialogue: Dialogue, ctx: InnerContext, asking: AskingText): Promise<Answer<string>> {
  return ask(dialogue, ctx, {
    ...asking,
    read: (answer) => readText(answer, asking),
    accept: forget,
  });
}

/** Takes a message out of the chat. */
export function forget(answer: InnerContext): Promise<void> {
  return quietly(answer.deleteMessage());
}

function readText(answer: InnerContext, asking: AskingText): Reading<string> {
  const text = answer.message?.text?.trim() ?? '';
  const maxLength = asking.maxLength ?? MAX_TEXT_LENGTH;
  if (text === '') {
    return { ok: false, sentence: answer.t('bot-expect-text') };
  }

  if ([...text].length > maxLength) {
    return { ok: false, sentence: answer.t('bot-text-too-long', { max: maxLength }) };
  }

  const refusal = asking.check?.(text);
  return refusal === undefined ? { ok: true, value: text } : { ok: false, sentence: refusal };
}

function readPhoto(answer: InnerContext): Reading<AskedPhoto> {
  const document = answer.message?.document;
  const isImage = document?.mime_type?.startsWith('image/') ?? false;
  const file = answer.message?.photo?.at(-1) ?? (isImage ? document : undefined);
  if ((document?.file_size ?? 0) > MAX_FILE_BYTES) {
    return { ok: false, sentence: answer.t('bot-file-too-big') };
  }

  return file
    ? { ok: true, value: { fileId: file.file_id, fileUniqueId: file.file_unique_id } }
    : { ok: false, sentence: answer.t('bot-expect-photo') };
}
