import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { crossing, inTwoProcesses } from '../support/elsewhere.ts';
import { aKillableHouse, runWorker } from './killed-worker.ts';
import { aMessage, aRoad, deliver, messageOf } from './post-office.ts';

describe('a worker that is killed while it sends', () => {
  it('leaves what it was sending in doubt: the critical is sent once more, the other never', async () => {
    const { urls, clock, company } = await aKillableHouse();
    const critical = await aMessage(company, { channel: 'telegram', recipient: '1' });
    const plain = await aMessage(company, { channel: 'telegram', recipient: '2', isCritical: false });
    const handedOver = await runWorker(urls, { killAfter: 2, takesMs: 60_000 });
    expect(handedOver.sort()).toEqual([critical, plain].sort());
    expect(await messageOf(company, critical)).toMatchObject({ state: 'sending' });

    const road = aRoad('telegram');
    await deliver(company, [road.gateway]);
    expect(road.sent).toEqual([]);
    clock.advance(3_600);
    await deliver(company, [road.gateway]);
    expect(await messageOf(company, plain)).toMatchObject({ state: 'unknown' });
    clock.advance(3_600);
    await deliver(company, [road.gateway]);
    expect(road.sent.map(({ id }) => id)).toEqual([critical]);
    expect(await messageOf(company, critical)).toMatchObject({ state: 'sent', unknownAttempts: 1 });
    expect(await messageOf(company, plain)).toMatchObject({ state: 'unknown', unknownAttempts: 1 });
  });
});

describe('two processes that deliver at once', () => {
  it('hand each of forty messages over once, ten deliveries at work in each', async () => {
    const { urls, company } = await aKillableHouse();
    const messages = await Promise.all(
      Array.from({ length: 40 }, (_, number) => aMessage(company, { channel: 'telegram', recipient: `to ${number}` })),
    );
    const file = join(import.meta.dirname, 'deliver-elsewhere.ts');
    const outcomes = await inTwoProcesses<string[]>({ file, input: { urls: crossing(urls), takesMs: 30 }, times: 10 });
    const handedOver = outcomes.map((outcome) => ('value' in outcome ? outcome.value : [outcome.error]));
    expect(handedOver.flat().sort()).toEqual(messages.sort());
  });
});
