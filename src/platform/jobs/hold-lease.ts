import type { Job } from 'agenda';
import { JobStopped, toError } from './job-failure.ts';

/** Times of one run in milliseconds: its row stays ours for `leaseMs` after each renewal, the run has `limitMs`. */
export type LeaseTimes = Readonly<{ leaseMs: number; limitMs: number }>;

/** Our claim on the row of a running job. */
export type Lease = Readonly<{
  signal: AbortSignal;
  progress(percent?: number): Promise<void>;
  /** Rejects when the run ignored its aborted signal for a third of the lease. */
  ignored: Promise<never>;
  /** Ends renewal; returns when no renewal is under way, because a late one would lock a finished job again. */
  release(): Promise<void>;
}>;

/**
 * Renews the row's lock while the run is alive and within its limit. A killed process stops renewing, so its jobs are
 * free after one lease, however long the job itself may take.
 */
export function holdLease(job: Job, times: LeaseTimes, shutdown: AbortSignal): Lease {
  const controller = new AbortController();
  const { promise: ignored, reject } = Promise.withResolvers<never>();
  ignored.catch(() => undefined);
  let deadline = performance.now() + times.limitMs;
  let renewal: Promise<void> = Promise.resolve();
  let renewedAt = performance.now();
  let grace: NodeJS.Timeout | undefined;

  const stop = (reason: JobStopped) => {
    if (!controller.signal.aborted) {
      controller.abort(reason);
      grace = setTimeout(() => reject(reason), times.leaseMs / 3);
    }
  };
  const renew = async (percent?: number) => {
    try {
      await job.touch(percent ?? job.attrs.progress);
      renewedAt = performance.now();
    } catch (thrown) {
      const loss = lossOf(job, toError(thrown), performance.now() - renewedAt > times.leaseMs);
      if (loss) {
        stop(loss);
      }
    }
  };
  const queueRenewal = (percent?: number) => {
    renewal = renewal.then(() => renew(percent));
    return renewal;
  };
  const check = () => {
    if (performance.now() > deadline) {
      stop(new JobStopped('timeout', `${job.attrs.name} took longer than ${times.limitMs / 60_000} minutes`));
    }
    void queueRenewal();
  };
  const onShutdown = () => stop(new JobStopped('shutdown', 'the app stops'));

  const timer = setInterval(check, Math.min(times.leaseMs, times.limitMs) / 3);
  shutdown.addEventListener('abort', onShutdown, { once: true });
  return {
    signal: controller.signal,
    ignored,
    progress: (percent) => {
      deadline = performance.now() + times.limitMs;
      return queueRenewal(percent);
    },
    async release() {
      clearInterval(timer);
      clearTimeout(grace);
      shutdown.removeEventListener('abort', onShutdown);
      await renewal;
    },
  };
}

/** A missed renewal is forgiven until the lease is over; a row that is gone was cancelled. */
function lossOf(job: Job, error: Error, isLeaseOver: boolean): JobStopped | null {
  if (/does not exist anymore|got canceled/.test(error.message)) {
    return new JobStopped('cancelled', `${job.attrs.name} was cancelled while it ran`);
  }
  return isLeaseOver ? new JobStopped('timeout', `${job.attrs.name} lost its lock: ${error.message}`) : null;
}
