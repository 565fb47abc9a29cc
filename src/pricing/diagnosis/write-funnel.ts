import { formatTenge } from '../../kernel/money.ts';
import type { FunnelStep, FunnelStop, PriceWalk, StoreFunnel } from './funnel.ts';
import type { LastMove } from './list-last-moves.ts';
import { type Listener, nameOf, say, tellMoment, tellStep, tellStop, tellWalk } from './tell-funnel.ts';

/** A store's funnel as a table for a terminal, line by line; every step with what stops there. */
export function writeFunnel(listener: Listener, store: StoreFunnel): string[] {
  const count = store.steps[0]?.entered ?? 0;
  const names = store.steps.map(({ step }) => tellStep(listener, step));
  const width = Math.max(...names.map((name) => name.length), say(listener, 'pricing-funnel-column-step').length);
  const row = (step: string, ...cells: readonly (string | number)[]) =>
    `  ${step.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(CELL)).join('')}`;
  return [
    say(listener, 'pricing-funnel-store', { store: store.storeName, count }),
    ...writeState(listener, store),
    '',
    row(
      say(listener, 'pricing-funnel-column-step'),
      say(listener, 'pricing-funnel-column-entered'),
      say(listener, 'pricing-funnel-column-stopped'),
      say(listener, 'pricing-funnel-column-passed'),
    ),
    ...store.steps.flatMap((step, index) => [
      row(names[index] ?? '', step.entered, step.entered - step.passed, step.passed),
      ...step.stops.flatMap((stop) => writeStop(listener, { store, step, stop })),
    ]),
  ];
}

/** Wide enough for the longest column title and for a million. */
const CELL = 12;

/** The first thing that stops each price of one listing, line by line. */
export function writeWalks(
  listener: Listener,
  { walks, store }: { walks: readonly PriceWalk[]; store: StoreFunnel | undefined },
): string[] {
  return walks.flatMap((walk) => {
    const { cityId: city, sku } = walk;
    const place =
      city === null ? say(listener, 'pricing-funnel-main-price') : say(listener, 'pricing-funnel-city-price', { city });
    const facts = { sku, name: nameOf(listener, walk), place, step: tellStep(listener, walk.step) };
    return [say(listener, 'pricing-funnel-walk', facts), `  ${tellWalk(listener, walk, store?.budget)}`];
  });
}

/** A store's last price moves, line by line. */
export function writeMoves(listener: Listener, moves: readonly LastMove[]): string[] {
  if (moves.length === 0) {
    return [say(listener, 'pricing-funnel-no-moves')];
  }

  const lines = moves.map(({ at, sku, fromTiyn, toTiyn, state, failure }) => {
    const outcome = say(listener, `pricing-funnel-move-${state}`);
    const prices = `${formatTenge(fromTiyn)} → ${formatTenge(toTiyn)}`;
    return `  ${tellMoment(listener, at)}  ${sku}  ${prices}  ${outcome}${failure === null ? '' : ` (${failure})`}`;
  });
  return [say(listener, 'pricing-funnel-moves'), ...lines];
}

function writeState(listener: Listener, { turn, budget, day }: StoreFunnel): string[] {
  const failures = day.failures.map(({ code, count }) => say(listener, 'pricing-funnel-failure', { code, count }));
  const { applied, ignored, failed } = day;
  return [
    ...[
      writeTurn(listener, turn),
      say(listener, 'pricing-funnel-budget', { spent: budget.spent, limit: budget.limit }),
    ].map((line) => `  ${line}`),
    `  ${say(listener, 'pricing-funnel-day', { applied, ignored, failed })}${failures.length === 0 ? '' : ` (${failures.join(', ')})`}`,
  ];
}

function writeTurn(listener: Listener, { dueNow, dueSince, nextDueAt }: StoreFunnel['turn']): string {
  const since = tellMoment(listener, dueSince);
  const next = tellMoment(listener, nextDueAt);
  if (since !== undefined) {
    return say(listener, 'pricing-funnel-turn-due', { count: dueNow, since });
  }

  return next === undefined
    ? say(listener, 'pricing-funnel-turn-none')
    : say(listener, 'pricing-funnel-turn-next', { next });
}

interface StopPlace {
  readonly store: StoreFunnel;
  readonly step: FunnelStep;
  readonly stop: FunnelStop;
}

function writeStop(listener: Listener, { store: { budget }, step: { step }, stop }: StopPlace): string[] {
  const examples = stop.examples.map((example) => `${example.sku} ${nameOf(listener, example)}`).join('; ');
  return [
    `    ${stop.count} · ${tellStop(listener, { step, ...stop, budget })}`,
    `      ${say(listener, 'pricing-funnel-examples', { examples })}`,
  ];
}
