import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { setPriceByHand } from '#src/pricing/index.ts';
import type { CabinetSession } from '#src/stores/store.ports.ts';
import { type KaspiSandbox, kaspiAt, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { crossing, inTwoProcesses, startElsewhere } from '../support/elsewhere.ts';
import { workerDatabase } from '../support/postgres.ts';
import { roomy, startFight } from './fight.ts';
import { startHeldDoor } from './held-door.ts';
import type { Repricer } from './repricer.ts';
import type { Repricing } from './repricing-elsewhere.ts';

const file = join(import.meta.dirname, 'repricing-elsewhere.ts');

let kaspi: KaspiSandbox;
let session: CabinetSession;

beforeAll(async () => {
  kaspi = await startKaspi();
  await kaspi.control('PUT', '/faults', roomy);
  session = await kaspi.signIn(kaspi.client());
});

afterAll(() => kaspi.stop());

/** The same store, as another process gets to it. */
async function elsewhere({ shop, storeId }: Repricer, cabinetUrl = `${kaspi.url}/kaspi/cabinet`): Promise<Repricing> {
  const urls = crossing(await workerDatabase());
  return { urls, kaspi: { ...kaspiAt(kaspi.url), cabinetUrl }, session, companyId: shop.id, storeId };
}

describe('a repricing process that is killed', () => {
  it.each([
    ['before its push arrives, sends the price once afterwards', { held: 'going', index: 0, decisions: 2 }],
    ['after its push arrived, sends the price no second time', { held: 'coming', index: 1, decisions: 1 }],
  ] as const)('%s', async (_, { held, index, decisions }) => {
    const fight = await startFight(kaspi, { index, session });
    const door = await startHeldDoor(kaspi.url, held);
    const other = await startElsewhere({ file, input: await elsewhere(fight, `${door.url}/kaspi/cabinet`) });
    const ended = other.begin();
    await door.holds;
    await other.kill();
    await door.stop();
    expect(await ended).toEqual([]);
    expect(await fight.decisions()).toMatchObject([{ state: 'pushing' }]);
    expect(await fight.pushes()).toHaveLength(held === 'going' ? 0 : 1);

    expect(await fight.isDue()).toBe(false);
    await fight.settled();
    await fight.nextRun(121);
    await fight.nextRun(1_801);
    await fight.settled();
    await fight.nextRun(61);
    expect(await fight.shown()).toBe(4_990);
    expect(await fight.price()).toMatchObject({ currentTiyn: tenge(4_990), pendingTiyn: null });
    expect(await fight.decisions()).toHaveLength(decisions);
    expect(await fight.pushes()).toHaveLength(1);
  });
});

describe('two repricing processes on one store', () => {
  it('push a decided price once when each runs ten times at once', async () => {
    const fight = await startFight(kaspi, { index: 2, session });
    const outcomes = await inTwoProcesses({ file, input: await elsewhere(fight), times: 10 });
    expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ value: null })));
    expect(await fight.pushes()).toMatchObject([{ price: 4_990 }]);
    expect(await fight.decisions()).toHaveLength(1);
  });

  it('push a price set by hand once when each runs ten times at once', async () => {
    const fight = await startFight(kaspi, { index: 3, session });
    await fight.shop.run((scope) => setPriceByHand(scope, { listingId: fight.listingId, priceTiyn: tenge(5_555) }));
    const outcomes = await inTwoProcesses({ file, input: await elsewhere(fight), times: 10 });
    expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ value: null })));
    expect((await fight.pushes()).filter(({ price }) => price === 5_555)).toHaveLength(1);
  });
});
