import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Middleware } from 'koa';

const pageFolder = fileURLToPath(new URL('./phones/', import.meta.url));
const packageFolder = fileURLToPath(new URL('../node_modules/', import.meta.url));
const servedPackages = ['htm', 'preact', '@fontsource-variable/inter', '@fontsource/noto-color-emoji'];
const servedTypes = ['.html', '.js', '.mjs', '.css', '.svg', '.png', '.webp', '.woff2', '.json', '.ico'];

/** Serves the phones page at /sandbox and its browser packages at /sandbox/vendor/<package>/…; no other file leaves. */
export function phonesPage(): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/sandbox') {
      ctx.redirect('/sandbox/');
      return;
    }

    const file = fileOf(decodeURIComponent(ctx.path.slice('/sandbox/'.length)));
    const content = file && (await readIfPresent(file));
    if (!file || !content) {
      return next();
    }
    ctx.set('cache-control', 'no-cache');
    ctx.type = extname(file);
    ctx.body = content;
  };
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
