import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Keeps a second demo out of a data folder: two of them would share one database, each with a stand-in of its own for the
 * world outside. The mark is a socket, so that it ends with its process however that dies; gives its end.
 * @throws Error when another process runs there
 */
export async function standAlone(dataDir: string): Promise<() => Promise<void>> {
  const folder = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
  // Socket paths may not be longer than about a hundred bytes, so it can't stand in the folder itself.
  const path = join(tmpdir(), `sauda-${process.getuid?.() ?? 0}-${folder}.sock`);
  if (await isAnswered(path)) {
    throw new Error(`Sauda runs in ${dataDir} already. Stop it first, or give this one another folder with DATA_DIR.`);
  }

  // What a killed process has left.
  await rm(path, { force: true });
  const server = await listen(path);
  return async () => {
    server.close();
    await once(server, 'close');
  };
}

function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  return new Promise((answer) => {
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  }).then((isThere) => {
    socket.destroy();
    return isThere === true;
  });
}

async function listen(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(path);
  await once(server, 'listening');
  server.unref();
  return server;
}
