import { setTimeout as delay } from 'node:timers/promises';
import type { JobStore, KeyClaim } from './job-store.ts';

/** How often a key is looked at whose job is about to be written. */
const LOOK_EVERY_MS = 100;

/**
 * True when the key is now ours, false when a job that waits or runs has it. A claim without a job is waited out: either
 * its job comes, or its claimer died and the key is ours after `orphanAfterMs`.
 */
export async function claimKey(store: JobStore, claim: KeyClaim): Promise<boolean> {
  for (;;) {
    const standing = await store.claimKey(claim);
    if (standing !== 'unsettled') {
      return standing === 'ours';
    }

    await delay(LOOK_EVERY_MS);
  }
}
