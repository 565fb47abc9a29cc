import type { Metrics } from '../../platform/metrics/metrics.ts';
import { reasonCodes } from '../decisions/decision.ts';
import { channelKinds } from '../moves/price-decision.entity.ts';
import { checkOutcomes, type PricingMeter, pushOutcomes, settledStates } from './pricing-meter.ts';

/** Seconds; a check within its interval is at most a few ticks late. */
const LATE = [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600];
/** Seconds. */
const DURATIONS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** More than the adapter has endpoints, and outcomes. */
const ENDPOINTS = 40;
const OUTCOMES = 20;

/** Counts for Prometheus what the repricer does. */
export function createPricingMeter(metrics: Metrics): PricingMeter {
  const checks = metrics.counter({
    name: 'sauda_repricer_checks_total',
    help: 'Looks at a card by what came of them.',
    labels: { outcome: checkOutcomes },
  });
  const lag = metrics.histogram({
    name: 'sauda_repricer_check_lag_seconds',
    help: 'How long after it was due a check began.',
    labels: {},
    buckets: LATE,
  });
  const decisions = metrics.counter({
    name: 'sauda_repricer_decisions_total',
    help: 'Decided prices by reason, and whether the price moves or rests.',
    labels: { reason: reasonCodes, result: ['moves', 'rests'] },
  });
  const pushes = metrics.counter({
    name: 'sauda_repricer_pushes_total',
    help: 'Prices sent to the marketplace by what came of sending them.',
    labels: { outcome: pushOutcomes, channel: channelKinds },
  });
  const settlements = metrics.counter({
    name: 'sauda_repricer_settled_total',
    help: 'Sent prices by how they ended.',
    labels: { state: settledStates },
  });
  const requests = metrics.histogram({
    name: 'sauda_kaspi_request_duration_seconds',
    help: 'How long requests to Kaspi took, by endpoint and outcome.',
    labels: { endpoint: ENDPOINTS, outcome: OUTCOMES },
    buckets: DURATIONS,
  });
  return {
    checked: (outcome, times) => checks({ outcome }, times),
    late: (seconds) => lag({}, Math.max(seconds, 0)),
    decided: (reason, result) => decisions({ reason, result }),
    pushed: (outcome, channel, times) => pushes({ outcome, channel }, times),
    settled: (state) => settlements({ state }),
    asked: ({ endpoint, outcome, durationMs }) => requests({ endpoint, outcome }, durationMs / 1_000),
  };
}
