import { z } from 'zod';
import { ownValue } from '../own.ts';
import { type Device, newPairingCode } from './devices.ts';
import type { World } from './world.ts';

const MediaSchema = z.object({ mimetype: z.string(), base64: z.string(), filename: z.string().optional() });
const PlaceSchema = z.object({ lat: z.number(), lng: z.number(), loc: z.string().optional() });

const shapes = {
  hello: z.object({ session: z.object({ me: z.string(), pushname: z.string().optional() }).nullable() }),
  qr: z.object({ qr: z.string() }),
  exists: z.object({ user: z.string() }),
  sent: z.object({
    id: z.string(),
    to: z.string(),
    type: z.string(),
    body: z.string().default(''),
    place: PlaceSchema.optional().catch(undefined),
    media: MediaSchema.optional(),
  }),
  linked: z.object({ phone: z.string(), pushname: z.string().optional() }),
  pairingCode: z.object({ phone: z.string() }),
  chat: z.object({ to: z.string() }),
};

type Answer = (world: World, device: Device, fields: unknown) => object;

/** What the page may tell, and what WhatsApp answers. */
const answers: Record<string, Answer> = {
  hello(world, device, fields) {
    const { session } = shapes.hello.parse(fields);
    world.devices.begin(device.id);
    const isLinked = session !== null && device.state !== 'logged_out';
    if (isLinked) {
      link(world, device, { phone: session.me.replace('@c.us', ''), pushname: session.pushname });
    }
    return { isLinked };
  },
  qr(world, device, fields) {
    device.qr = shapes.qr.parse(fields).qr;
    return changeState(world, device, 'unpaired');
  },
  idle(world, device) {
    device.qr = undefined;
    return changeState(world, device, 'idle');
  },
  linked(world, device, fields) {
    return link(world, device, shapes.linked.parse(fields));
  },
  loggedOut(world, device) {
    device.qr = undefined;
    return changeState(world, device, 'logged_out');
  },
  passkeyFailed: (world, device) => changeState(world, device, 'passkey'),
  pairingCode(world, device, fields) {
    device.pairing = { code: newPairingCode(), phone: shapes.pairingCode.parse(fields).phone };
    world.emit('pairingCode', { device: device.id, code: device.pairing.code });
    return { code: device.pairing.code };
  },
  exists(world, _device, fields) {
    const { user } = shapes.exists.parse(fields);
    world.emit('asked', { phone: user });
    const known = world.phones.find(user);
    return { isRegistered: world.phones.isRegistered(user), phone: known?.phone, lid: known?.lid };
  },
  sent(world, device, fields) {
    const { place, ...message } = shapes.sent.parse(fields);
    world.deliver(device, { ...message, place: place && { lat: place.lat, lng: place.lng, title: place.loc } });
    return {};
  },
  seen: (world, device, fields) => announce({ world, device, kind: 'seen' }, fields),
  typing: (world, device, fields) => announce({ world, device, kind: 'typing' }, fields),
};

/** Takes one event of the page. @returns undefined when there is no such event */
export function answerPage(world: World, device: Device, told: { kind: string }): object | undefined {
  return ownValue(answers, told.kind)?.(world, device, told);
}

function link(world: World, device: Device, who: { phone: string; pushname?: string | undefined }): object {
  device.phone = who.phone;
  device.qr = undefined;
  device.pushname = who.pushname;
  world.phones.get(who.phone).registered = true;
  return changeState(world, device, 'linked');
}

function changeState(world: World, device: Device, state: Device['state']): object {
  device.state = state;
  const { id, qr, phone, pushname } = device;
  world.emit('device', { device: id, state, qr, phone, pushname });
  return {};
}

interface Announcement {
  readonly world: World;
  readonly device: Device;
  readonly kind: 'seen' | 'typing';
}

function announce({ world, device, kind }: Announcement, fields: unknown): object {
  const user = shapes.chat.parse(fields).to.split('@')[0] ?? '';
  const phone = world.phones.find(user)?.phone ?? user;
  world.emit(kind, { phone, from: device.phone });
  return {};
}
