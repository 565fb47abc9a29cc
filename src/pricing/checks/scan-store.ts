import { isAppError } from '../../kernel/errors.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { CheckOutcome } from '../diagnosis/pricing-meter.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { type CardClaims, type CardLook, cardKey, claimCards, releaseCards } from './claim-cards.ts';
import { isHeld } from './hold-store.ts';
import { type Check, listChecks, MOST_CHECKS } from './list-checks.ts';
import { postponeChecks } from './postpone-checks.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { StoreRun } from './store-run.ts';

/** A card that somebody else is asking about is looked for again so soon. */
const ELSEWHERE_SECONDS = 2;

/**
 * Looks at everything that is due in the store, page by page, and has it written down; ends early when the marketplace
 * does not answer.
 */
export async function scanStore(run: StoreRun): Promise<void> {
  const recorder = createRecorder(run);
  try {
    while (!run.isOver()) {
      const page = await run.inCompany(async (scope) => {
        const checks = await listChecks(scope, run.hold.storeId);
        return { checks, claims: await claimCards(scope, checks.map(placeOf), run.deps.settings) };
      });
      if (page.checks.length === 0) {
        break;
      }

      await lookAtPage(run, { ...page, recorder });
      // What is asked about elsewhere and what failed has been put off, so the next page is another one.
      await recorder.flush();
      if (page.checks.length < MOST_CHECKS) {
        break;
      }
    }
  } finally {
    await recorder.end();
  }
}

interface Page {
  readonly checks: readonly Check[];
  readonly claims: CardClaims;
  readonly recorder: Recorder;
}

async function lookAtPage(run: StoreRun, { checks, claims, recorder }: Page): Promise<void> {
  const elsewhere: Check[] = [];
  const groups = Map.groupBy(checks, (check) => cardKey(check));
  const failed: Failed[] = [];
  const asking: Promise<void>[] = [];
  for (const [key, group] of groups) {
    const known = claims.fresh.get(key);
    if (known) {
      run.deps.meter.checked('cached', group.length);
      recorder.add(group.map((check) => ({ check, look: { ...placeOf(check), ...known } })));
    } else if (claims.ours.has(key)) {
      asking.push(askAbout(run, { group, failed, recorder }));
    } else {
      elsewhere.push(...group);
    }
  }
  await settleAll(asking);
  await putOff(run, { elsewhere, failed });
}

interface Failed {
  readonly check: Check;
  readonly code: string;
  readonly retryAfterSeconds: number;
}

interface Asking {
  readonly group: readonly Check[];
  readonly failed: Failed[];
  readonly recorder: Recorder;
}

/** One question for all prices on the card; one that gets no answer moves none of them. */
async function askAbout(run: StoreRun, { group, failed, recorder }: Asking): Promise<void> {
  const [first] = group;
  if (!first) {
    return;
  }

  const card = { ...placeOf(first), companyId: run.companyId };
  const startedAt = run.deps.clock.now();
  try {
    run.deps.meter.late((Number(startedAt) - Date.parse(first.dueAt)) / 1_000);
    const look: CardLook = { ...placeOf(first), ...(await run.desk.ask(card, run.scanSignal)) };
    run.deps.meter.checked('answered', group.length);
    recorder.add(group.map((check) => ({ check, look })));
  } catch (error) {
    const failure = failureOf(run, error);
    if (outageCodes.has(failure.code)) {
      run.stopScan(failure);
    }
    run.deps.meter.checked(outcomes[failure.code] ?? 'failed', group.length);
    failed.push(...group.map((check) => ({ check, ...failure })));
  }
}

/** What was asked after an outage began failed for its reason. @throws what is no answer of the marketplace */
function failureOf(run: StoreRun, error: unknown): Omit<Failed, 'check'> {
  const outage = run.outage();
  if (outage && run.scanSignal.aborted && !run.signal.aborted) {
    return outage;
  }

  if (!isAppError(error)) {
    throw error;
  }

  return { code: error.code, retryAfterSeconds: Number(error.params.retryAfterSeconds ?? 0) };
}

/** Waits for all of them, also when one fails, so that nothing goes on behind the back of whoever deals with the failure. */
async function settleAll(all: readonly Promise<void>[]): Promise<void> {
  const broken = (await Promise.allSettled(all)).find((one) => one.status === 'rejected');
  if (broken) {
    throw broken.reason;
  }
}

/** Nothing is put off by one who does not hold the store any more: somebody else looks at it. */
async function putOff(run: StoreRun, { elsewhere, failed }: { elsewhere: Check[]; failed: Failed[] }): Promise<void> {
  const { deps, hold } = run;
  if (failed.length > 0) {
    const [first] = failed;
    const facts = { feature: 'pricing', storeId: hold.storeId, failure: first?.code, checks: failed.length };
    deps.logger.warn(facts, 'cards could not be looked at');
  }
  if (elsewhere.length + failed.length > 0) {
    await run.inCompany(async (scope) => {
      if (await isHeld(scope, hold)) {
        await postponeBriefly(scope, elsewhere);
        await postponeFailed(scope, failed, deps.settings);
      }
    });
  }
}

async function postponeFailed(scope: Scope, failed: readonly Failed[], { backOffSeconds }: PricingSettings) {
  if (failed.length > 0) {
    await releaseCards(
      scope,
      failed.map(({ check }) => placeOf(check)),
    );
    await postponeChecks(scope, {
      listingPriceIds: failed.map(({ check }) => check.listingPriceId),
      atLeastSeconds: Math.max(...failed.map(({ retryAfterSeconds }) => retryAfterSeconds)),
      backOff: backOffSeconds,
    });
  }
}

async function postponeBriefly(scope: Scope, checks: readonly Check[]) {
  if (checks.length > 0) {
    await scope.em.execute(
      'update listing_prices set next_check_at = ?::timestamptz + make_interval(secs => ?) where id = any(?::uuid[])',
      [scope.now(), ELSEWHERE_SECONDS, `{${checks.map(({ listingPriceId }) => listingPriceId).join(',')}}`],
    );
  }
}

function placeOf({ masterSku, cityId }: Check) {
  return { masterSku, cityId };
}

const outcomes: Readonly<Record<string, CheckOutcome>> = {
  'marketplace.blocked': 'blocked',
  'marketplace.rateLimited': 'limited',
};

/** Failures that would hit every other card of this run too. */
const outageCodes: ReadonlySet<string> = new Set([
  'marketplace.unreachable',
  'marketplace.blocked',
  'marketplace.rateLimited',
]);
