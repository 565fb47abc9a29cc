import { get, type IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import type { Database } from '../../../src/platform/db/database.ts';
import type { InCompany } from '../../../src/platform/db/scope.ts';
import { createHttp } from '../../../src/platform/http/create-http.ts';
import type { Logger } from '../../../src/platform/logging/logger.ts';
import { createWords } from '../../../src/platform/words/words.ts';
import { feedRoutes, liveFeedSettings } from '../../../src/pricing/index.ts';
import { silentLogger } from '../../support/doors.ts';

// No jest here: this serves tests and the processes they start.

/** A web server that gives out price lists and knows when all that followed from them is done. */
export interface FeedServer {
  readonly url: string;
  /** Waits until so many transfers have ended, and everything they caused. */
  settled(transfers: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it on a free port. */
export async function startFeedServer(database: Database, logger: Logger = silentLogger): Promise<FeedServer> {
  const open = new Set<Promise<unknown>>();
  let ended = 0;
  const inCompany: InCompany = (companyId, actor, work) => {
    const scope = database.inCompany(companyId, actor, work);
    open.add(scope);
    const leave = () => void open.delete(scope);
    scope.then(leave, leave);
    return scope;
  };
  const count: Middleware = async (ctx, next) => {
    ctx.res.once('close', () => {
      ended += 1;
    });
    await next();
  };
  const http = createHttp({
    ...{ routes: [], inCompany, logger, words: createWords('locales') },
    authenticate: async () => undefined,
    readiness: async () => ({}),
    others: [count, feedRoutes({ inCompany, inSystem: database.inSystem, logger, settings: liveFeedSettings })],
  });
  const port = await http.start({ host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${port}`,
    settled: async (transfers) => {
      const deadline = Date.now() + 10_000;
      while (ended < transfers || open.size > 0) {
        if (Date.now() > deadline) {
          throw new Error(`${ended} of ${transfers} transfers ended, ${open.size} scopes are open`);
        }

        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    stop: () => http.stop({ timeoutMs: 500 }),
  };
}

/** Begins a transfer; the list comes piece by piece, as it is read. */
export function beginTransfer(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, resolve).once('error', reject);
  });
}
