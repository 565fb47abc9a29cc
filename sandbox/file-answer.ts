import type { Context } from 'koa';

/** What a browser draws without running anything in it. */
const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** A file that somebody has sent. */
export interface SentFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

/** Answers with a file from outside: a picture to be seen, anything else to be saved, so that it can't act as our page. */
export function answerFile(ctx: Context, { name, mimeType, content }: SentFile): void {
  if (!pictureTypes.includes(mimeType)) {
    ctx.attachment(name);
  }
  ctx.type = mimeType;
  ctx.set('x-content-type-options', 'nosniff');
  ctx.body = content;
}
