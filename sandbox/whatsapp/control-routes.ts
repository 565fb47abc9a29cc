import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import { readControl } from '../control-body.ts';
import { answerFile } from '../file-answer.ts';
import type { Device } from './devices.ts';
import { FaultsSchema } from './faults.ts';
import type { CustomerPhone, PhoneMessage } from './phones.ts';
import type { World } from './world.ts';

const control = '/_control/whatsapp';
const Phone = z.string().transform((text, ctx) => {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 10) {
    ctx.addIssue('a phone number of at least 10 digits');
  }
  return digits;
});
const Media = z.strictObject({ mimetype: z.string(), base64: z.base64(), filename: z.string().optional() });
const Scan = z.strictObject({ qr: z.string().min(1), phone: Phone, pushname: z.string().default('Shop') });
const Pair = z.strictObject({ code: z.string().min(1), phone: Phone, pushname: z.string().default('Shop') });
const Write = z.strictObject({ to: Phone, text: z.string().default(''), media: Media.optional() });
const PhoneChange = z.strictObject({
  registered: z.boolean().optional(),
  online: z.boolean().optional(),
  reads: z.boolean().optional(),
  lid: z.string().regex(/^\d+$/).optional(),
  name: z.string().optional(),
});

/** What tests and the phones page steer: scanning, customers' phones, devices, faults. */
export function controlRoutes(world: World): Middleware {
  const router = new Router({ prefix: control });
  router.get('/state', (ctx) => {
    ctx.body = stateOf(world);
  });
  router.get('/faults', (ctx) => {
    ctx.body = world.faults();
  });
  router.put('/faults', async (ctx) => {
    world.changeFaults(definedOf(await readControl(ctx, FaultsSchema.partial().strict())));
    ctx.body = world.faults();
  });
  linkingRoutes(router, world);
  phoneRoutes(router, world);
  return router.routes() as unknown as Middleware; // The router types its own, wider context.
}

function linkingRoutes(router: Router, world: World): void {
  router.post('/scan', async (ctx) => {
    const { qr, ...who } = await readControl(ctx, Scan);
    const device = world.devices.all().find((known) => known.qr === qr);
    answerLinking(ctx, { world, device, who });
  });
  router.post('/pair', async (ctx) => {
    const { code, ...who } = await readControl(ctx, Pair);
    const isAsked = ({ pairing }: Device) => pairing?.code === code && pairing.phone === who.phone;
    answerLinking(ctx, { world, device: world.devices.all().find(isAsked), who });
  });
  const order = (path: string, call: (ctx: Context) => Promise<[string, unknown]>) =>
    router.post(`/devices/:id/${path}`, async (ctx) => {
      const device = present(
        world.devices.all().find(({ id }) => id === ctx.params.id),
        ctx,
      );
      const [name, args] = await call(ctx);
      world.devices.command(device.id, name, args);
      if (name === 'leave') {
        device.state = 'logged_out';
      }
      ctx.body = { device: device.id };
    });
  order('logout', async () => ['leave', {}]);
  order('reload', async () => ['reload', {}]);
  order('conflict', async () => ['state', { state: 'CONFLICT' }]);
  order('state', async (ctx) => ['state', await readControl(ctx, z.strictObject({ state: z.string() }))]);
}

function phoneRoutes(router: Router, world: World): void {
  router.put('/registered', async (ctx) => {
    world.phones.registerOnly((await readControl(ctx, z.strictObject({ phones: z.array(Phone) }))).phones);
    ctx.body = stateOf(world);
  });
  router.get('/phones/:phone', (ctx) => {
    const phone = Phone.parse(ctx.params.phone);
    ctx.body = phoneView(world.phones.find(phone) ?? world.phones.get(phone));
  });
  router.put('/phones/:phone', async (ctx) => {
    const phone = world.phones.get(Phone.parse(ctx.params.phone));
    Object.assign(phone, definedOf(await readControl(ctx, PhoneChange)));
    world.catchUp(phone);
    world.emit('phone', { phone: phone.phone });
    ctx.body = phoneView(phone);
  });
  router.post('/phones/:phone/messages', async (ctx) => {
    const message = await readControl(ctx, Write);
    const phone = world.phones.get(Phone.parse(ctx.params.phone));
    if (world.devices.linkedTo(message.to).length === 0) {
      ctx.throw(409, 'nobody is linked with that number');
    }
    ctx.status = 201;
    ctx.body = messageView(world.write(phone, message));
  });
  router.post('/messages/:id/ack', async (ctx) => {
    const { ack } = await readControl(ctx, z.strictObject({ ack: z.number().int().min(-1).max(4) }));
    present(world.ack(ctx.params.id ?? '', ack) || undefined, ctx);
    ctx.body = { ack };
  });
  router.get('/media/:id', (ctx) => {
    const messages = world.phones.all().flatMap((phone) => phone.messages);
    const media = present(messages.find(({ id }) => id === ctx.params.id)?.media, ctx);
    const { mimetype: mimeType, base64, filename: name = 'file' } = media;
    answerFile(ctx, { name, mimeType, content: Buffer.from(base64, 'base64') });
  });
}

interface Linking {
  readonly world: World;
  readonly device: Device | undefined;
  readonly who: { readonly phone: string; readonly pushname: string };
}

// A phone that scans a code WhatsApp no longer knows is told so.
function answerLinking(ctx: Context, { world, device, who }: Linking): void {
  if (!device) {
    ctx.status = 409;
    ctx.body = { error: 'stale_code' };
    return;
  }

  const isStopped = world.faults().passkey;
  world.devices.command(device.id, isStopped ? 'askPasskey' : 'link', who);
  device.qr = isStopped ? device.qr : undefined;
  device.pairing = undefined;
  ctx.body = { device: device.id, outcome: isStopped ? 'passkey_required' : 'linked' };
}

function present<Value>(value: Value | undefined, ctx: Pick<Context, 'throw'>): Value {
  return value ?? ctx.throw(404, 'there is no such thing');
}

function definedOf<Fields extends object>(fields: Fields): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Fields]: Exclude<Fields[Key], undefined> };
}

function stateOf(world: World): object {
  const devices = world.devices
    .all()
    .map((device) => ({ ...device, isConnected: world.devices.isConnected(device.id) }));
  return {
    devices: devices.filter(({ state, isConnected }) => state === 'linked' || (isConnected && state !== 'logged_out')),
    phones: customersOf(world).map(phoneView),
    faults: world.faults(),
  };
}

// A shop's own number is a device, not a customer.
function customersOf(world: World): CustomerPhone[] {
  return world.phones.all().filter(({ phone }) => world.devices.linkedTo(phone).length === 0);
}

function phoneView({ messages, ...phone }: CustomerPhone): object {
  return { ...phone, messages: messages.map(messageView) };
}

function messageView({ media, ...message }: PhoneMessage): object {
  const { mimetype, filename } = media ?? {};
  return media ? { ...message, media: { mimetype, filename, url: `${control}/media/${message.id}` } } : message;
}
