import { startEmbeddedPostgres } from '../../src/platform/postgres/start-embedded-postgres.ts';
import { endWithTests } from '../support/postgres-child.ts';

/** An app that only has a database: prints where it is, stops it on SIGTERM. Argument: the data folder. */
const [dataDir = ''] = process.argv.slice(2);
const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
endWithTests();
const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
const keepAlive = setInterval(() => undefined, 60_000);

process.once('SIGTERM', async () => {
  await server.stop();
  print({ stopped: true });
  clearInterval(keepAlive);
});
print({ port: server.port, reused: server.reused, adminUrl: server.adminUrl, home: server.home });
