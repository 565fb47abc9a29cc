import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { boundLabels, type LabelBounds } from './bound-labels.ts';

/** What a metric is called, what it says, and which values its labels may have. */
export interface MetricSpec<Label extends string> {
  /** In snake case with the unit and, for counters, `_total` at the end (prometheus.io, naming). */
  readonly name: string;
  readonly help: string;
  readonly labels: LabelBounds<Label>;
}

/** The values of a measurement's labels. */
export type LabelValues<Label extends string> = Readonly<Record<Label, string>>;

/** A registry of its own and the only way to measure into it; no label of it can grow without bounds. */
export interface Metrics {
  counter<Label extends string>(spec: MetricSpec<Label>): (labels: LabelValues<Label>, times?: number) => void;
  histogram<Label extends string>(
    spec: MetricSpec<Label> & { readonly buckets: readonly number[] },
  ): (labels: LabelValues<Label>, value: number) => void;
  /** Gauges that are read together whenever somebody asks; null says that a value is not known. */
  gauges<Name extends string>(
    help: Readonly<Record<Name, string>>,
    read: () => Promise<Readonly<Record<Name, number | null>>>,
  ): void;
  /** Everything measured, in the text format of Prometheus. */
  text(): Promise<string>;
  /** The MIME type of `text`. */
  readonly contentType: string;
}

/** Makes a registry with the metrics of the process itself: memory, CPU, event loop, garbage collection. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    counter: ({ name, help, labels }) => {
      const { names, bound } = boundLabels(labels);
      const counter = new Counter({ name, help, labelNames: names, registers });
      return (values, times = 1) => counter.inc(bound(values), times);
    },
    histogram: ({ name, help, labels, buckets }) => {
      const { names, bound } = boundLabels(labels);
      const histogram = new Histogram({ name, help, labelNames: names, buckets: [...buckets], registers });
      return (values, value) => histogram.observe(bound(values), value);
    },
    gauges: (help, read) => {
      for (const name of namesOf(help)) {
        const gauge: Gauge = new Gauge({
          ...{ name, help: help[name], registers },
          collect: async () => gauge.set((await read())[name] ?? Number.NaN),
        });
      }
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function namesOf<Name extends string>(help: Readonly<Record<Name, string>>): Name[] {
  // Object.keys can't know that a record of these names has no others.
  return Object.keys(help) as Name[];
}
