import { describe, expect, it } from '@jest/globals';
import { aKillableHouse, runWorker } from './killed-worker.ts';
import { aMessage, aRoad, deliver, messageOf } from './post-office.ts';

const MESSAGES = 40;
const KILLS = 8;

describe('workers that are killed again and again', () => {
  it('lose no message silently, double no plain one and hand no critical one over more than twice', async () => {
    const { urls, clock, company } = await aKillableHouse();
    const queue = (count: number, isCritical: boolean) =>
      Promise.all(
        Array.from({ length: count }, (_, number) =>
          aMessage(company, { channel: 'telegram', recipient: `${isCritical} ${number}`, isCritical }),
        ),
      );
    const [critical, plain] = [await queue(MESSAGES / 2, true), await queue(MESSAGES / 2, false)];

    const handedOver: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      handedOver.push(...(await runWorker(urls, { killAfter: 3 + (kill % 4), takesMs: 20 })));
    }
    const road = aRoad('telegram');
    for (let turn = 0; turn < 4; turn += 1) {
      clock.advance(3_600);
      await deliver(company, [road.gateway]);
    }
    handedOver.push(...road.sent.map(({ id }) => id));

    const fateOf = async (id: string) => ({
      times: handedOver.filter((handed) => handed === id).length,
      state: (await messageOf(company, id)).state,
    });
    const [critically, plainly] = [await Promise.all(critical.map(fateOf)), await Promise.all(plain.map(fateOf))];
    expect(critically.filter(({ times, state }) => times < 1 || times > 2 || state !== 'sent')).toEqual([]);
    // A worker may die between the note that it sends and the sending: then the doubt is shown, not hidden.
    expect(plainly.filter(({ times, state }) => times > 1 || (times === 0 && state !== 'unknown'))).toEqual([]);
    expect(plainly.filter(({ state }) => state !== 'sent' && state !== 'unknown')).toEqual([]);
  });
});
