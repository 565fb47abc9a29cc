import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Context, Middleware } from 'koa';

const YEAR_SECONDS = 31_536_000;
/** Pictures of products come from the marketplace; everything else is ours. */
function policyWith(imagesFrom: readonly string[]): string {
  return [
    "default-src 'self'",
    ["img-src 'self' data: https:", ...imagesFrom].join(' '),
    // The component library sets style attributes and one style element for its theme.
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Where the built admin lies, and from which origins besides https its pictures may come. */
export interface AdminOptions {
  readonly builtDir: string;
  readonly imagesFrom?: readonly string[];
}

/** Serves the built admin below /admin: hashed files for ever, every other address with its one page. */
export async function adminRoutes(options: AdminOptions): Promise<Middleware> {
  const assetsDir = join(options.builtDir, 'assets');
  const files = await readdir(assetsDir);
  const assets = new Map<string, string>(files.map((file) => [`/admin/assets/${file}`, join(assetsDir, file)]));
  const page = {
    html: await readFile(join(options.builtDir, 'index.html'), 'utf8'),
    policy: policyWith(options.imagesFrom ?? []),
  };
  return async (ctx, next) => {
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (ctx.path === '/') {
      ctx.redirect('/admin/');
    } else if (!isRead || !/^\/admin(\/|$)/.test(ctx.path)) {
      await next();
    } else {
      serve(ctx, { asset: assets.get(ctx.path), page });
    }
  };
}

interface Page {
  readonly html: string;
  readonly policy: string;
}

/** A file that is no more there is no page: a browser would take the page for a script. */
function serve(ctx: Context, { asset, page }: { asset: string | undefined; page: Page }): void {
  if (asset !== undefined) {
    serveForEver(ctx, asset);
  } else if (!ctx.path.startsWith('/admin/assets/')) {
    servePage(ctx, page);
  }
}

function serveForEver(ctx: Context, file: string): void {
  ctx.type = extname(file);
  ctx.set('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`);
  ctx.body = createReadStream(file);
}

function servePage(ctx: Context, page: Page): void {
  ctx.type = 'html';
  ctx.set('cache-control', 'no-cache');
  ctx.set('content-security-policy', page.policy);
  // A sign-in link carries its token in the address.
  ctx.set('referrer-policy', 'no-referrer');
  ctx.body = page.html;
}
