import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import { readBody } from '../body.ts';
import { answerPage } from './page-events.ts';
import type { World } from './world.ts';

const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));
const scriptName = /^[a-z-]+\.js$/;
const ToldSchema = z.looseObject({ kind: z.string() });

/** The site itself: the page on every path, its scripts, and the wire between page and service. */
export function webRoutes(world: World, prefix = ''): Middleware {
  const router = new Router({ prefix });
  router.get('/standin/page/:script', serveScript);
  router.get('/standin/commands', async (ctx) => {
    ctx.body = await world.devices.poll(deviceOf(ctx), Number(ctx.query.after ?? 0));
  });
  router.post('/standin/told', async (ctx) => {
    const told = ToldSchema.parse((await readBody(ctx)).fields);
    const answer = answerPage(world, world.devices.get(deviceOf(ctx)), told);
    ctx.status = answer ? 200 : 400;
    ctx.body = answer ?? { error: `unknown event ${told.kind}` };
  });
  router.get('{/*path}', (ctx) => {
    ctx.set('cache-control', 'no-store');
    ctx.type = 'text/html; charset=utf-8';
    ctx.body = pageHtml(world);
  });
  return router.routes() as unknown as Middleware; // The router types its own, wider context.
}

function pageHtml(world: World): string {
  const faults = JSON.stringify(world.faults()).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>WhatsApp</title>
<script>window.standinFaults = ${faults};</script>
<script type="module" src="/standin/page/main.js"></script>
</html>`;
}

async function serveScript(ctx: Context & { params: Record<string, string | undefined> }): Promise<void> {
  const name = ctx.params.script ?? '';
  ctx.assert(scriptName.test(name), 404);
  ctx.type = 'text/javascript; charset=utf-8';
  ctx.set('cache-control', 'no-store');
  ctx.body = await readFile(`${pageFolder}${name}`).catch(() => ctx.throw(404));
}

function deviceOf(ctx: Context): string {
  const { device } = ctx.query;
  ctx.assert(typeof device === 'string' && device.length > 0, 400, 'device is missing');
  return device;
}
