import { createServer } from 'node:http';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/postgres/start-embedded-postgres.ts';

/** The least a program of this kind can do at start: PostgreSQL on kept data, one query, one HTTP server. */
const [, , dataDir = '', port = '0'] = process.argv;
const postgres = await startEmbeddedPostgres({ dataDir });
const client = new pg.Client({ connectionString: postgres.adminUrl });
await client.connect();
const server = createServer((_request, response) => {
  void client.query('select 1').then(() => response.end('ok'));
});
server.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await client.end();
  await postgres.stop();
  process.exit(0);
});
