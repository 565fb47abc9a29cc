import { ProxyAgent } from 'undici';
import { entities } from '../src/entities.ts';
import { createKaspiMarketplace } from '../src/integrations/kaspi/kaspi-marketplace.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { createLogger } from '../src/platform/logging/logger.ts';
import { databaseLanes } from '../src/platform/pace/database-lanes.ts';
import { createPace } from '../src/platform/pace/pace.ts';
import { createSecretBox, readSecretsKey } from '../src/platform/secrets/secret-box.ts';
import { createProxySource } from '../src/stores/index.ts';
import type { PacedSetup } from './paced-setup.ts';

/** One worker process of the bench: asks as much as it is let, and tells its requests and processor time on `report`. */
let count = 0;
let failures: string[] = [];
let cpu = process.cpuUsage();

process.once('message', (setup: PacedSetup) => {
  if (setup.kind === 'bare') {
    askBarely(setup);
  } else {
    askAsProduct(setup);
  }
  process.send?.('ready');
  process.on('message', (word) => {
    const { user, system } = process.cpuUsage(cpu);
    if (word === 'report') {
      process.send?.({
        count,
        failures: failures.slice(0, 5),
        failed: failures.length,
        cpuMs: (user + system) / 1_000,
      });
    }
    [count, failures, cpu] = [0, [], process.cpuUsage()];
  });
});
process.once('disconnect', () => process.exit(0));

/** The production client over the shared pace and pool: more workers than turns, so that the pace alone holds them back. */
function askAsProduct(setup: PacedSetup): void {
  const key = readSecretsKey(setup.secretsKey);
  const secrets = createSecretBox([key]);
  const { inSystem } = openDatabase(setup.urls, { entities, logger: createLogger('silent'), secrets });
  const pace = createPace(databaseLanes(inSystem));
  const { storefront, cabinet } = createKaspiMarketplace(setup.kaspi, {
    pace,
    proxies: createProxySource(inSystem, secrets),
  });
  let next = process.pid;
  for (let worker = 0; worker < setup.workers; worker += 1) {
    forever(() => storefront.listOffers({ masterSku: cardOf(setup, next++), cityId: '750000000' }));
  }
  for (const { session, push } of setup.pushes) {
    forever(() => cabinet.pushPrice(session, { ...push, priceTiyn: 500_000 + 100 * (next++ % 1_000) }));
  }
}

/** The least a program can do: the same questions on the same connections, at an even distance, with nothing shared. */
function askBarely(setup: PacedSetup): void {
  const agents = setup.proxies.map((uri) => new ProxyAgent({ uri }));
  let next = process.pid;
  setInterval(() => {
    const masterSku = cardOf(setup, next++);
    const agent = agents[next % agents.length];
    void askOnce(setup, { masterSku, agent }).then(
      () => {
        count += 1;
      },
      (error) => failures.push(String(error)),
    );
  }, 1_000 / setup.perSecond);
}

async function askOnce(setup: PacedSetup, { masterSku, agent }: { masterSku: string; agent: ProxyAgent | undefined }) {
  const answer = await agent?.request({
    origin: new URL(setup.kaspi.storefrontUrl ?? '').origin,
    path: `/kaspi/yml/offer-view/offers/${masterSku}`,
    method: 'POST',
    headers: setup.headers,
    body: JSON.stringify({ cityId: '750000000', id: masterSku, limit: 50, page: 0, sortOption: 'PRICE' }),
  });
  const offers = JSON.parse((await answer?.body.text()) ?? '') as { total?: number };
  if (answer?.statusCode !== 200 || offers.total === undefined) {
    throw new Error(`answered ${answer?.statusCode}`);
  }
}

function forever(ask: () => Promise<unknown>): void {
  void ask()
    .then(
      () => {
        count += 1;
      },
      (error) => failures.push(String(error)),
    )
    .then(() => setImmediate(() => forever(ask)));
}

function cardOf({ masterSkus }: PacedSetup, number: number): string {
  return masterSkus[number % masterSkus.length] ?? '';
}
