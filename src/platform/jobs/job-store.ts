import type { AgendaBackend } from 'agenda';

/** A claim on a key: the token is also kept in the job's row, which tells whether the claim still has a job. */
export type KeyClaim = Readonly<{ name: string; key: string; token: string }>;

/**
 * Whose a key is: ours now, that of a job which waits or runs, or claimed by somebody whose job is about to be written,
 * unless they died before.
 */
export type KeyStanding = 'ours' | 'taken' | 'unsettled';

/** What Agenda lacks, kept beside its jobs: keys that are unique by a database constraint, and paused names. */
export type JobStore = Readonly<{
  /** Tries to take a key; one of any number of callers wins. */
  claimKey(claim: KeyClaim): Promise<KeyStanding>;
  /** Gives a key back; a token that holds none is nothing to give back. */
  releaseKey(token: string): Promise<void>;
  pause(name: string): Promise<void>;
  resume(name: string): Promise<void>;
  pausedNames(): Promise<ReadonlySet<string>>;
  /** Removes finished jobs that a crash left behind, and dead letters that ended before `before`. */
  sweep(before: Date): Promise<void>;
}>;

/** Storage of jobs, opened and ready: connecting is over, so Agenda cannot fail on it. */
export type JobStorage = Readonly<{ agenda: AgendaBackend; store: JobStore; close(): Promise<void> }>;

/** A claim without a job is believed for this long: its job may be about to be written. */
export const orphanAfterMs = 10_000;

/** What we keep in the data of an Agenda row. */
export type StoredData = Readonly<{ payload: unknown; claim?: Readonly<{ key: string; token: string }> }>;
