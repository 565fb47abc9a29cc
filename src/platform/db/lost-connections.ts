import type { Pool, PoolClient } from 'pg';

/**
 * Gives the place of a connection that ends while somebody uses it back to its pool. The query builder below MikroORM
 * keeps a connection for ever when the rollback fails as well (https://github.com/kysely-org/kysely/issues/1990), so ten
 * lost lines would leave a process that answers nothing and can't even stop.
 */
export function freeLostConnections(pool: Pool): void {
  const inUse = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_error, client) => inUse.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (inUse.has(client)) {
        client.release(true);
        // Whoever used it may still give it back.
        client.release = () => undefined;
      }
    });
  });
}
