import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context, Middleware, Next } from 'koa';
import { toString as drawQr } from 'qrcode';

const pageFolder = fileURLToPath(new URL('./phones/', import.meta.url));
const packageFolder = fileURLToPath(new URL('../node_modules/', import.meta.url));
const servedPackages = ['htm', 'preact', '@fontsource-variable/inter', '@fontsource/noto-color-emoji'];
const servedTypes = ['.html', '.ts', '.js', '.mjs', '.css', '.svg', '.png', '.webp', '.woff2', '.json', '.ico'];

/**
 * Serves the phones page at /sandbox (its TypeScript without types), its browser packages at
 * /sandbox/vendor/<package>/… and QR codes at /sandbox/qr.svg?text=…; no other file leaves.
 */
export function phonesPage(): Middleware {
  return (ctx, next) => {
    const page = ctx.path.slice('/sandbox/'.length);
    if (ctx.path === '/sandbox') {
      ctx.redirect('/sandbox/');
      return;
    }
    return page === 'qr.svg' ? answerQr(ctx) : answerFile(ctx, decodeURIComponent(page), next);
  };
}

async function answerFile(ctx: Context, path: string, next: Next): Promise<void> {
  const file = fileOf(path);
  const content = file && (await readIfPresent(file));
  if (!file || !content) {
    return next();
  }

  const isScript = extname(file) === '.ts';
  // Fonts are megabytes and never change within a version.
  ctx.set('cache-control', extname(file) === '.woff2' ? 'max-age=86400' : 'no-cache');
  ctx.type = isScript ? '.js' : extname(file);
  ctx.body = isScript ? stripTypeScriptTypes(content.toString('utf8')) : content;
}

async function answerQr(ctx: Context): Promise<void> {
  const text = String(ctx.query.text ?? '');
  ctx.assert(text.length > 0 && text.length <= 1000, 400, 'text of 1-1000 characters');
  ctx.set('cache-control', 'no-cache');
  ctx.type = '.svg';
  ctx.body = await drawQr(text, { type: 'svg', margin: 2 });
}

function fileOf(path: string): string | undefined {
  const clean = normalize(path || 'index.html');
  if (clean.startsWith('..') || clean.startsWith(sep) || !servedTypes.includes(extname(clean))) {
    return undefined;
  }
  if (!clean.startsWith('vendor/')) {
    return join(pageFolder, clean);
  }

  const wanted = clean.slice('vendor/'.length);
  return servedPackages.some((name) => wanted.startsWith(`${name}/`)) ? join(packageFolder, wanted) : undefined;
}

async function readIfPresent(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
