import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { generate } from 'selfsigned';
import type { StandIn, StandInOptions } from '../stand-in.ts';
import { controlRoutes } from './control-routes.ts';
import { webRoutes } from './web-routes.ts';
import { createWorld, type World } from './world.ts';

const certificateDays = 30;
const dayMs = 86_400_000;

/** web.whatsapp.com on 127.0.0.1. `routes` serve the same site over plain HTTP under /whatsapp, for browsers without https. */
export interface WhatsAppStandIn extends StandIn {
  /** The port of the HTTPS listener. */
  readonly port: number;
  /** What makes Chromium take the listener for web.whatsapp.com and reach nothing else but this machine. */
  readonly chromiumArgs: string[];
}

/** How WhatsApp's stand-in starts. */
export interface WhatsAppStandInOptions extends StandInOptions {
  /** Where it is remembered what happened, for the next start; nothing is by default. */
  readonly keepFile?: string | undefined;
}

/** Starts the stand-in of WhatsApp Web on a free HTTPS port with a throw-away certificate. */
export async function createWhatsAppStandIn(options: WhatsAppStandInOptions): Promise<WhatsAppStandIn> {
  const { emit, now = () => new Date(), pace = 'demo', keepFile } = options;
  const world = createWorld({ emit, now, pace, keepFile });
  const server = await listenHttps(world);
  const { port } = server.address() as AddressInfo;
  const rules = `MAP web.whatsapp.com:443 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;

  return {
    port,
    chromiumArgs: [`--host-resolver-rules=${rules}`],
    routes: webRoutes(world, '/whatsapp'),
    control: controlRoutes(world),
    stop: async () => {
      world.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listenHttps(world: World): Promise<Server> {
  const app = new Koa();
  app.silent = true;
  app.use(webRoutes(world));
  const { private: key, cert } = await certificate();
  const server = createServer({ key, cert }, app.callback());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

// Made in JavaScript, because a bare machine has no openssl; kept in memory only.
function certificate() {
  return generate([{ name: 'commonName', value: 'web.whatsapp.com' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + certificateDays * dayMs),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'web.whatsapp.com' }] }],
  });
}
