import { describe, expect, it } from '@jest/globals';
import { createPump } from '#src/platform/events/pump.ts';
import { silentLogger } from '../support/test-database.ts';

describe('a pump', () => {
  it('never runs its work twice at a time and makes one more run for wakes in between', async () => {
    let runs = 0;
    let atOnce = 0;
    let release = () => {};
    const firstRun = new Promise<void>((resolve) => {
      release = resolve;
    });
    const pump = createPump(
      'test',
      async () => {
        runs += 1;
        atOnce += 1;
        expect(atOnce).toBe(1);
        await firstRun;
        atOnce -= 1;
      },
      silentLogger,
    );
    for (let wakes = 0; wakes < 50; wakes += 1) {
      pump.wake();
    }
    release();
    await new Promise((resolve) => setImmediate(resolve));
    await pump.stop();
    expect(runs).toBe(2);
  });

  it('goes on after a failed run and stops for good', async () => {
    let runs = 0;
    const pump = createPump(
      'test',
      async () => {
        runs += 1;
        throw new Error('no');
      },
      silentLogger,
    );
    pump.wake();
    await new Promise((resolve) => setImmediate(resolve));
    pump.wake();
    await new Promise((resolve) => setImmediate(resolve));
    await pump.stop();
    pump.wake();
    expect(runs).toBe(2);
  });
});
