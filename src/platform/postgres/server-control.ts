import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Place } from './place.ts';
import { findPostmaster, waitUntilGone } from './postmaster.ts';
import { runProgram, runProgramNow } from './run-program.ts';

/** Server settings by name, for example `{ fsync: 'off' }` in tests. */
export type ServerSettings = Readonly<Record<string, string>>;

/**
 * Starts the server at a free port, which is returned once it accepts connections.
 * @throws Error with the server's last words
 */
export async function startServer(place: Place, settings: ServerSettings): Promise<number> {
  const port = await freePort();
  const { code, output } = await runProgram(
    place.binaries.pgCtl,
    startArguments(place, port, settings),
    place.identity,
  );
  if (code !== 0) {
    throw new Error(`PostgreSQL did not start in ${place.home}:\n${output.trim()}\n${await lastWords(place)}`);
  }
  return port;
}

/** Stops the server in its fast mode, which ends running queries, and returns when its process is gone. */
export async function stopServer(place: Place): Promise<void> {
  const postmaster = await findPostmaster(place);
  const { code, output } = await runProgram(
    place.binaries.pgCtl,
    ['stop', '-w', '-s', '-t', '60', '-m', 'fast', '-D', place.cluster],
    place.identity,
  );
  if (code !== 0 && (await findPostmaster(place)) !== null) {
    throw new Error(`PostgreSQL did not stop in ${place.cluster}:\n${output.trim()}`);
  }
  // pg_ctl waits for the pid file only, which goes a moment before the process.
  if (postmaster !== null) {
    await waitUntilGone(postmaster.pid, 10_000);
  }
}

/** Tells the server to stop and waits for nothing, for a process that has no time left. */
export function endServer(place: Place): void {
  runProgramNow(place.binaries.pgCtl, ['stop', '-W', '-s', '-m', 'fast', '-D', place.cluster], place.identity);
}

function startArguments(place: Place, port: number, settings: ServerSettings): string[] {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const flags = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  return [
    'start',
    '-w',
    '-s',
    '-t',
    '120',
    '-D',
    place.cluster,
    '-l',
    place.log,
    '-o',
    `-p ${port} ${flags.join(' ')}`,
  ];
}

async function lastWords(place: Place): Promise<string> {
  const log = await readFile(place.log, 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-12).join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
