import type { Middleware } from 'koa';
import type { MediaStore } from '../media/media-store.ts';

const PATH = /^\/media\/([\w-]{1,40})\/([\w.-]{1,80})$/;
const YEAR_SECONDS = 31_536_000;

/** Serves stored pictures at /media/<company>/<file>; the names can't be guessed and their content never changes. */
export function mediaRoutes(media: Pick<MediaStore, 'openImage'>): Middleware {
  return async (ctx, next) => {
    const [, company, file] = PATH.exec(ctx.path) ?? [];
    if (company === undefined || file === undefined || ctx.method !== 'GET') {
      return next();
    }

    const image = await media.openImage(company, file);
    if (!image) {
      return next();
    }

    ctx.type = image.mime;
    ctx.length = image.sizeBytes;
    ctx.set('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`);
    ctx.set('content-security-policy', "default-src 'none'");
    ctx.body = image.stream;
  };
}
