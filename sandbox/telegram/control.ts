import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import { readControl } from '../control-body.ts';
import { answerFile } from '../file-answer.ts';
import { BotBody, ChatBody, FaultsBody, MessageBody, TapBody, UserBody } from './control-bodies.ts';
import { TelegramError } from './errors.ts';
import { bytesOf } from './files.ts';
import type { Place } from './messages.ts';
import type { Bot, TelegramWorld } from './model.ts';
import { pressStart, type Said, sayText, sendDocument, sendPhotos, setBlocked, shareContact } from './people.ts';
import { tap } from './taps.ts';
import { transcriptOf } from './transcript.ts';
import type { WireContact } from './wire.ts';
import { addBot, addUser, chatOf } from './world.ts';

/** Serves the control API below /_control/telegram. */
export function telegramControl(world: TelegramWorld): Middleware {
  const router = new Router({ prefix: '/_control/telegram' });
  router.use(answerRefusals);
  addPeopleRoutes(router, world);
  addChatRoutes(router, world);
  addReportRoutes(router, world);
  return router.routes() as unknown as Middleware;
}

function addPeopleRoutes(router: Router, world: TelegramWorld): void {
  router.get('/bots', (ctx) => {
    ctx.body = [...world.bots.values()].map(visibleBot);
  });
  router.post('/bots', async (ctx) => {
    ctx.body = visibleBot(addBot(world, await readControl(ctx, BotBody)));
  });
  router.get('/users', (ctx) => {
    ctx.body = [...world.users.values()];
  });
  router.post('/users', async (ctx) => {
    ctx.body = addUser(world, await readControl(ctx, UserBody));
  });
}

function addChatRoutes(router: Router, world: TelegramWorld): void {
  router.get('/chats/:userId', (ctx) => {
    ctx.body = transcriptOf(world, placeOf(world, ctx, ctx.URL.searchParams.get('bot')));
  });
  router.put('/chats/:userId', async (ctx) => {
    const body = await readControl(ctx, ChatBody);
    const place = placeOf(world, ctx, body.bot);
    setBlocked(place, body.blocked ? 'blocked' : 'unblocked');
    ctx.body = transcriptOf(world, place);
  });
  router.post('/chats/:userId/messages', async (ctx) => {
    const body = await readControl(ctx, MessageBody);
    const place = placeOf(world, ctx, body.bot);
    if (place.chat.isBlocked && !('start' in body)) {
      ctx.throw(409, 'this user has blocked the bot; only start opens the chat again');
    }
    ctx.body = saidAll(speak(place, body));
  });
  router.post('/chats/:userId/taps', async (ctx) => {
    const body = await readControl(ctx, TapBody);
    const outcome = tap(placeOf(world, ctx, body.bot), body);
    if (!outcome) {
      ctx.throw(409, `no visible button ${JSON.stringify('text' in body ? body.text : body.data)} in this chat`);
    }
    ctx.body = { ok: true, ...outcome };
  });
}

function addReportRoutes(router: Router, world: TelegramWorld): void {
  router.get('/callback-queries/:id', (ctx) => {
    const query = world.callbackQueries.get(String(ctx.params.id));
    if (!query) {
      return ctx.throw(404, 'no such callback query');
    }
    ctx.body = { answered: query.answer !== undefined, ...query.answer };
  });
  router.get('/files/:fileId', (ctx) => {
    const file = world.files.get(String(ctx.params.fileId));
    if (!file) {
      return ctx.throw(404, 'no such file');
    }
    answerFile(ctx, { ...file, content: bytesOf(file) });
  });
  router.get('/violations', (ctx) => {
    ctx.body = world.violations;
  });
  router.delete('/violations', (ctx) => {
    world.violations.length = 0;
    ctx.status = 204;
  });
  router.get('/stats', (ctx) => {
    ctx.body = { calls: Object.fromEntries(world.calls) };
  });
  router.delete('/stats', (ctx) => {
    world.calls.clear();
    ctx.status = 204;
  });
  router.get('/faults', (ctx) => {
    ctx.body = world.faults;
  });
  router.put('/faults', async (ctx) => {
    ctx.body = Object.assign(world.faults, await readControl(ctx, FaultsBody));
    world.emit({ source: 'telegram', kind: 'faults' });
  });
}

const answerRefusals: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (error instanceof TelegramError) {
      ctx.throw(error.code, error.message);
    }
    throw error;
  }
};

function placeOf(world: TelegramWorld, ctx: Context, username: string | null | undefined): Place {
  const bots = [...world.bots.values()];
  const bot = username ? bots.find((candidate) => candidate.username === username) : bots[0];
  const user = world.users.get(Number(ctx.params.userId));
  if (!bot || !user) {
    return ctx.throw(404, bot ? 'no such user' : 'no such bot');
  }
  return { world, bot, chat: chatOf(bot, user) };
}

type Speech = z.infer<typeof MessageBody>;

function speak(place: Place, body: Speech): Said[] {
  if ('text' in body) {
    return [sayText(place, body.text)];
  }
  if ('start' in body) {
    return [pressStart(place, body.start === true ? undefined : body.start)];
  }
  if ('contact' in body) {
    return [shareContact(place, body.contact === true ? undefined : foreignContact(body.contact))];
  }
  return 'document' in body ? [speakDocument(place, body)] : speakPhotos(place, body);
}

function speakDocument(place: Place, { document, caption }: Extract<Speech, { document: unknown }>): Said {
  const { contentBase64, ...file } = document;
  return sendDocument(place, { ...file, content: contentBase64 }, caption);
}

function speakPhotos(place: Place, { photo, caption }: Extract<Speech, { photo: unknown }>): Said[] {
  const album = 'photos' in photo ? photo : { photos: [photo], caption };
  const files = album.photos.map(({ name, contentBase64 }) => ({ name, content: contentBase64 }));
  return sendPhotos(place, files, caption ?? album.caption);
}

function foreignContact(
  contact: Exclude<Extract<Speech, { contact: unknown }>['contact'], true>,
): Partial<WireContact> & { phone_number: string } {
  return {
    phone_number: contact.phone,
    first_name: contact.firstName ?? 'Contact',
    last_name: contact.lastName,
    user_id: contact.userId,
  };
}

function saidAll(said: Said[]): Record<string, unknown> {
  return said.length > 1 ? { ...said.at(-1), messageIds: said.map(({ messageId }) => messageId) } : { ...said[0] };
}

function visibleBot({ id, username, name }: Bot): Record<string, unknown> {
  return { id, username, name };
}
