import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The way to the stand-in, on which a push is held for ever. */
export interface HeldDoor {
  readonly url: string;
  /** Settles when a push is held. */
  readonly holds: Promise<unknown>;
  stop(): Promise<void>;
}

/** Holds a push on its way to the stand-in ('going', which then never hears of it), or the answer on its way back. */
export async function startHeldDoor(standInUrl: string, held: 'going' | 'coming'): Promise<HeldDoor> {
  const server = createServer(async (request, response) => {
    const isPush = request.url?.includes('/pricefeed/upload/') ?? false;
    const answer = isPush && held === 'going' ? undefined : await pass(standInUrl, request);
    if (isPush) {
      server.emit('held');
      return;
    }

    response.writeHead(answer?.status ?? 502, { 'content-type': answer?.headers.get('content-type') ?? '' });
    response.end(await answer?.text());
  });
  const holds = once(server, 'held');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    holds,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(standInUrl: string, request: IncomingMessage): Promise<Response> {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const body = await buffer(request);
  return fetch(`${standInUrl}${request.url}`, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(body.length > 0 && { body }),
  });
}
