import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/postgres/start-embedded-postgres.ts';
import { startProcess, type TestProcess } from '../support/postgres-child.ts';

type Started = { port: number; reused: boolean; adminUrl: string; home: string };

const starter = new URL('./postgres-starter.ts', import.meta.url);
const settings = { fsync: 'off' };
const isRoot = process.getuid?.() === 0;

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let dataDir: string;
  let servers: EmbeddedPostgres[];
  let children: TestProcess[];

  const start = async () => {
    const server = await startEmbeddedPostgres({ dataDir, settings });
    servers.push(server);
    return server;
  };
  const startApart = async () => {
    const child = startProcess(starter, [dataDir]);
    children.push(child);
    return { child, started: await child.next<Started>((line) => 'port' in line) };
  };
  const postmasterFile = () => join(dataDir, 'cluster', 'postmaster.pid');
  const postmasterPid = async () => Number.parseInt(await readFile(postmasterFile(), 'utf8'), 10);

  beforeEach(async () => {
    folder = await mkdtemp(join(process.env.SAUDA_TEST_FOLDER ?? tmpdir(), 'embedded-'));
    await chmod(folder, 0o755);
    dataDir = join(folder, 'data');
    [servers, children] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(children.filter(({ child }) => child.exitCode === null).map((one) => one.end('SIGKILL')));
    if (servers.length === 0 && (await exists(postmasterFile()))) {
      await start();
    }
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  it('speaks UTF-8 on 127.0.0.1 only, without a socket file, in a process session of its own', async () => {
    const server = await start();
    const [row] = await ask(
      server.adminUrl,
      `select current_setting('listen_addresses') as address, current_setting('unix_socket_directories') as sockets,
        pg_encoding_to_char(encoding) as encoding, datcollate from pg_database where datname = 'postgres'`,
    );
    expect(row).toEqual({ address: '127.0.0.1', sockets: '', encoding: 'UTF8', datcollate: 'C.UTF-8' });
    const fields = (await readFile(`/proc/${await postmasterPid()}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    expect(Number(fields[3])).toBe(await postmasterPid());
    expect(((await stat(dataDir)).mode & 0o077).toString(8)).toBe('0');
  });

  it('keeps the data over a stop and leaves no process', async () => {
    const first = await start();
    await ask(first.adminUrl, "create table words as select 'қалды' as word");
    const pid = await postmasterPid();
    await first.stop();
    expect(await isRunning(pid)).toBe(false);
    const second = await start();
    expect(second.reused).toBe(false);
    expect(await ask(second.adminUrl, 'select word from words')).toEqual([{ word: 'қалды' }]);
  });

  it('takes over the server that a killed app left, and stops it in the end', async () => {
    const { child, started } = await startApart();
    await child.end('SIGKILL');
    const server = await start();
    expect(server).toMatchObject({ reused: true, port: started.port, adminUrl: started.adminUrl });
    const pid = await postmasterPid();
    await server.stop();
    expect(await isRunning(pid)).toBe(false);
  });

  it('stays up for another process that still uses it', async () => {
    const { child } = await startApart();
    const server = await start();
    expect(server.reused).toBe(true);
    await server.stop();
    expect(await ask(server.adminUrl, 'select 1 as alive')).toEqual([{ alive: 1 }]);
    const pid = await postmasterPid();
    await child.end('SIGTERM');
    expect(await isRunning(pid)).toBe(false);
  });

  it('starts once for two processes that begin together in an empty folder', async () => {
    const [one, two] = await Promise.all([startApart(), startApart()]);
    expect(one.started.port).toBe(two.started.port);
    expect([one.started.reused, two.started.reused].filter(Boolean)).toHaveLength(1);
    await Promise.all([one.child.end('SIGTERM'), two.child.end('SIGTERM')]);
    expect(await exists(postmasterFile())).toBe(false);
  });

  it('starts again after the server itself was killed', async () => {
    const { child, started } = await startApart();
    process.kill(await postmasterPid(), 'SIGKILL');
    await child.end('SIGKILL');
    const server = await start();
    expect(server.reused).toBe(false);
    expect(await ask(server.adminUrl, 'select 1 as alive')).toEqual([{ alive: 1 }]);
    expect(started.adminUrl).not.toBe('');
  });

  it('repairs a pid file whose number belongs to another program now', async () => {
    const first = await start();
    const content = await readFile(postmasterFile(), 'utf8');
    await first.stop();
    const { uid } = await stat(dataDir);
    const stranger = spawn('/bin/sleep', ['600'], isRoot ? { uid, cwd: '/' } : {});
    await once(stranger, 'spawn');
    await writeFile(postmasterFile(), content.replace(/^\d+/, String(stranger.pid)));
    const second = await start();
    expect(second.reused).toBe(false);
    stranger.kill();
    await once(stranger, 'exit');
  });

  it('ends a running query when it stops', async () => {
    const server = await start();
    const query = ask(server.adminUrl, 'select pg_sleep(600)');
    const outcome = expect(query).rejects.toThrow(/terminating connection|Connection terminated/);
    await eventuallyBusy(server.adminUrl);
    await server.stop();
    await outcome;
  });

  it('says what PostgreSQL said when it cannot start', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(dataDir, 'cluster', 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('no_such_setting');
  });

  it('makes a folder deep below one that is not there yet', async () => {
    dataDir = join(folder, 'not', 'there', 'yet');
    const server = await start();
    expect(server.home).toBe(dataDir);
    expect(await ask(server.adminUrl, 'select 1 as alive')).toEqual([{ alive: 1 }]);
  });

  it('moves out of a folder that its user cannot enter', async () => {
    await mkdir(join(folder, 'private'), { mode: 0o700 });
    dataDir = join(folder, 'private', 'data');
    const server = await start();
    expect(await ask(server.adminUrl, 'select 1 as alive')).toEqual([{ alive: 1 }]);
    const moved = /^\/var\/tmp\/sauda-[0-9a-f]{16}\//;
    expect(moved.test(server.home)).toBe(isRoot);
    await server.stop();
    if (isRoot) {
      await rm(join(server.home, '..'), { recursive: true, force: true });
    }
  });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function eventuallyBusy(url: string): Promise<void> {
  for (let busy = 0; busy === 0; ) {
    busy = (
      await ask(
        url,
        "select 1 from pg_stat_activity where query like '%pg_sleep(600)' and state = 'active' and pid <> pg_backend_pid()",
      )
    ).length;
  }
}

/** A zombie has ended; that nobody collects it is the machine's matter. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return status !== '' && !/^Z/.test(status.slice(status.lastIndexOf(')') + 2));
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
