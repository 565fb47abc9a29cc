import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { KaspiOptions } from '#src/integrations/kaspi/kaspi-config.ts';
import { kaspiAt } from '../integrations/kaspi-sandbox.ts';

/** What goes back through the door; `drop` closes the line, `half` closes it in the middle of the body. */
export type DoorAnswer = 'drop' | 'half' | { readonly status: number; readonly type: string; readonly text: string };

/** One request at the door; `pass` lets it go to the stand-in. */
export interface Passage {
  readonly path: string;
  readonly body: string;
  pass(): Promise<Exclude<DoorAnswer, string>>;
}

/** What the door does with a request. */
export type Doorkeeper = (passage: Passage) => Promise<DoorAnswer>;

/** The way to the stand-in with somebody in it. */
export interface Door {
  readonly url: string;
  /** For a client that goes this way. */
  readonly kaspi: KaspiOptions;
  keep(keeper: Doorkeeper): void;
  stop(): Promise<void>;
}

const open: Doorkeeper = ({ pass }) => pass();

/** Opens a door to the stand-in; everything passes until somebody keeps it. */
export async function openDoor(standInUrl: string): Promise<Door> {
  let keeper = open;
  const server = createServer(async (request, response) => {
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const body = await buffer(request);
    const pass = async () => {
      const answer = await fetch(`${standInUrl}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(body.length > 0 && { body }),
      });
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
    };
    const answer = await keeper({ path: request.url ?? '', body: body.toString(), pass });
    if (answer === 'drop') {
      response.destroy();
    } else if (answer === 'half') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"offers":[', () => response.destroy());
    } else {
      response.writeHead(answer.status, { 'content-type': answer.type });
      response.end(answer.text);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const { retry: _retry, pace: _pace, ...addresses } = kaspiAt(url);
  return {
    url,
    kaspi: addresses,
    keep: (next) => {
      keeper = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Tells whether a request asks about a card. */
export function isLook({ path }: Passage): boolean {
  return path.includes('/offer-view/offers/');
}

/** Tells whether a request carries prices. */
export function isPush({ path }: Passage): boolean {
  return path.includes('/pricefeed/upload/');
}

/** A step at which somebody stands until they are let go. */
export interface Step {
  /** Settles when somebody stands here. */
  readonly reached: Promise<void>;
  /** For whoever comes to the step. */
  wait(): Promise<void>;
  letGo(): void;
}

/** A step that nobody has reached yet. */
export function aStep(): Step {
  const reached = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    wait: () => {
      reached.resolve();
      return free.promise;
    },
    letGo: () => free.resolve(),
  };
}
