import { describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import type { InSystem } from '#src/platform/db/scope.ts';
import { createMetrics } from '#src/platform/metrics/metrics.ts';
import { addRepricerGauges, createPricingMeter, type reasonCodes } from '#src/pricing/index.ts';
import { aCompany } from '../support/company.ts';
import { cloneDatabase } from '../support/postgres.ts';
import { openTestDatabase, silentLogger } from '../support/test-database.ts';
import { aFunnelShelf, minutesFromNoon, noon } from './funnel-shelf.ts';

/** The samples of a metric by their labels. */
async function samplesOf(metrics: ReturnType<typeof createMetrics>, name: string): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line.startsWith(name));
  return Object.fromEntries(
    lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

/** A database of this test alone, with gauges that count how often it was asked. */
async function aMeasuredInstallation() {
  const urls = await cloneDatabase();
  const clock = { now: () => noon };
  const database = openTestDatabase(urls, { clock });
  const metrics = createMetrics();
  let asked = 0;
  const broken = { isBroken: false };
  const inSystem: InSystem = (reason, work) => {
    asked += 1;
    return broken.isBroken ? Promise.reject(new Error('the database is away')) : database.inSystem(reason, work);
  };
  addRepricerGauges({ metrics, inSystem, clock, logger: silentLogger });
  return { database, metrics, broken, timesAsked: () => asked };
}

describe('the repricer’s counters', () => {
  it('tell what was checked, decided, sent and settled, how late, and how Kaspi answered', async () => {
    const metrics = createMetrics();
    const meter = createPricingMeter(metrics);
    meter.checked('answered');
    meter.checked('cached', 41);
    meter.late(7);
    meter.late(-1);
    meter.decided('at_floor', 'rests');
    meter.pushed('kept-out', 'cabinet');
    meter.settled('ignored');
    meter.asked({ endpoint: 'offers.list', outcome: 'blocked', durationMs: 1_500 });
    const requests = await samplesOf(metrics, 'sauda_kaspi_request_duration_seconds_sum');
    expect(await samplesOf(metrics, 'sauda_repricer_checks_total')).toEqual({
      '{outcome="answered"}': 1,
      '{outcome="cached"}': 41,
    });
    expect(await samplesOf(metrics, 'sauda_repricer_check_lag_seconds_bucket')).toMatchObject({
      '{le="5"}': 1,
      '{le="15"}': 2,
    });
    expect(await samplesOf(metrics, 'sauda_repricer_decisions_total')).toEqual({
      '{reason="at_floor",result="rests"}': 1,
    });
    expect(await samplesOf(metrics, 'sauda_repricer_pushes_total')).toEqual({
      '{outcome="kept-out",channel="cabinet"}': 1,
    });
    expect(await samplesOf(metrics, 'sauda_repricer_settled_total')).toEqual({ '{state="ignored"}': 1 });
    expect(requests).toEqual({ '{endpoint="offers.list",outcome="blocked"}': 1.5 });
  });

  it('stay as many however many endpoints and unknown reasons come', async () => {
    const metrics = createMetrics();
    const meter = createPricingMeter(metrics);
    for (let index = 0; index < 500; index += 1) {
      meter.asked({ endpoint: `endpoint.${index}`, outcome: `outcome-${index}`, durationMs: 1 });
      meter.decided(newId() as (typeof reasonCodes)[number], 'moves');
    }
    // The same endpoint in the same words makes no further series.
    expect(Object.keys(await samplesOf(metrics, 'sauda_kaspi_request_duration_seconds_sum')).length).toBeLessThan(80);
    expect(await samplesOf(metrics, 'sauda_repricer_decisions_total')).toEqual({
      '{reason="other",result="moves"}': 500,
    });
  });
});

describe('the repricer’s gauges', () => {
  it('show the whole installation at the moment of the scrape: due, late, resting, held, budget', async () => {
    const { database, metrics } = await aMeasuredInstallation();
    const [one, other] = [await aCompany({ database }), await aCompany({ database })];
    const busy = await aFunnelShelf({ company: one, pricing: { changeBudget: 10 } });
    const late = await busy.put('A', { price: { nextCheckAt: minutesFromNoon(-4) } });
    await busy.put('B', { price: { nextCheckAt: minutesFromNoon(-1), isPriority: true } });
    await busy.put('C', { price: { nextCheckAt: minutesFromNoon(1) }, decision: { state: 'held' } });
    await busy.put('D', { decision: { state: 'pending', pushedAt: minutesFromNoon(-2) } });
    await busy.decide(late, { pushedAt: minutesFromNoon(-29) }, { pushedAt: minutesFromNoon(-31) });
    const overdue = { price: { nextCheckAt: minutesFromNoon(-60) } };
    const idle = { nextCheckAt: minutesFromNoon(-60) };
    await (await aFunnelShelf({ company: other, pricing: { ...idle, restUntil: minutesFromNoon(1) } })).put(
      'A',
      overdue,
    );
    const waiting = await aFunnelShelf({ company: other, pricing: idle, store: { reauthReason: 'code_required' } });
    await waiting.put('A', overdue);

    expect(await samplesOf(metrics, 'sauda_repricer_')).toEqual({
      due: 2,
      oldest_due_seconds: 240,
      stores_resting: 1,
      stores_needing_seller: 1,
      moves_held: 1,
      moves_waiting: 0,
      moves_under_way: 1,
      budget_left_min: 8,
      budget_left_sum: 8 + 250,
    });
    const text = await metrics.text();
    expect([one.id, other.id, busy.storeId, waiting.storeId].filter((id) => text.includes(id))).toEqual([]);
  });

  it('ask the database once for many scrapes at the same time', async () => {
    const { metrics, timesAsked } = await aMeasuredInstallation();
    await Promise.all(Array.from({ length: 20 }, () => metrics.text()));
    await metrics.text();
    expect(timesAsked()).toBe(1);
  });

  it('say that they do not know while the database is away, and leave the other metrics alone', async () => {
    const { metrics, broken } = await aMeasuredInstallation();
    broken.isBroken = true;
    expect(await samplesOf(metrics, 'sauda_repricer_due')).toEqual({ '': Number.NaN });
    expect(await metrics.text()).toContain('process_cpu_seconds_total');
  });
});
