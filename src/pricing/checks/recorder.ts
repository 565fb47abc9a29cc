import type { ReasonCode } from '../decisions/decision.ts';
import { type PricingMeter, settledStates } from '../diagnosis/pricing-meter.ts';
import type { Judgement } from './judgement.ts';
import { MOST_CHECKS } from './list-checks.ts';
import { type AnsweredCheck, recordLooks } from './record-looks.ts';
import type { StoreRun } from './store-run.ts';

/** Answers are written down together; one waits so long for others, milliseconds. */
const GATHER_MS = 500;

/** Writes down answers as they come, many in one scope, one scope at a time. */
export interface Recorder {
  add(answers: readonly AnsweredCheck[]): void;
  /** Writes what has come so far. @throws what writing has thrown since */
  flush(): Promise<void>;
  /** Writes the rest and takes no more. */
  end(): Promise<void>;
}

/** A recorder of one run; whatever is recorded wakes whoever sends the run's prices. */
export function createRecorder(run: StoreRun): Recorder {
  let gathered: AnsweredCheck[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;

  const write = async (answers: readonly AnsweredCheck[]) => {
    const { hold, deps } = run;
    const recorded = await run.inCompany((scope) => recordLooks(scope, { hold, answers, settings: deps.settings }));
    run.noteMoves(recorded.moves);
    for (const judgement of recorded.judgements) {
      count(deps.meter, judgement);
    }
  };
  const writeAll = () => {
    clearTimeout(timer);
    timer = undefined;
    const answers = gathered;
    gathered = [];
    for (let from = 0; from < answers.length; from += MOST_CHECKS) {
      const page = answers.slice(from, from + MOST_CHECKS);
      writing = writing
        .then(() => (failure ? undefined : write(page)))
        .catch((error: unknown) => {
          failure ??= { error };
        });
    }
  };
  const flush = async () => {
    writeAll();
    await writing;
    if (failure) {
      throw failure.error;
    }
  };
  return {
    add(answers) {
      gathered.push(...answers);
      if (gathered.length >= MOST_CHECKS) {
        writeAll();
      } else {
        timer ??= setTimeout(writeAll, GATHER_MS);
      }
    },
    flush,
    end: flush,
  };
}

function count(meter: PricingMeter, { price, move, changes }: Judgement): void {
  if (price.lastReason !== null) {
    meter.decided(price.lastReason as ReasonCode, move ? 'moves' : 'rests');
  }
  for (const { state } of changes) {
    const settled = settledStates.find((one) => one === state);
    if (settled) {
      meter.settled(settled);
    }
  }
}
