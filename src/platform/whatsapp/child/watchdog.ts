import type { Client } from 'whatsapp-web.js';
import type { SessionSettings } from '../child-protocol.ts';

const probeMs = 1_000;
const linkedStates = ['CONNECTED', 'PAIRING'];

const stateOfPage = `(() => {
  const { Socket } = window.require('WAWebSocketModel');
  return { state: Socket.state, hasSynced: Socket.hasSynced };
})()`;

interface PageState {
  readonly state: string;
  readonly hasSynced: boolean;
}

/** What the watchdog knows of a session and may tell. */
export interface Watched {
  isReady(): boolean;
  isWaitingForScan(): boolean;
  /** When the last QR code came, milliseconds since the epoch. */
  codeShownAt(): number;
  onLinked(): void;
}

/**
 * Makes up for what the library misses until the session is ready: a sync that came before it listened, a code that
 * nobody renews. @returns what stops it
 */
export function watch(client: Client, timing: SessionSettings['timing'], watched: Watched): () => void {
  const sync = syncWatch(timing.readyWatchdogMs);
  return repeat(async () => {
    const page = watched.isReady() ? undefined : await readPage(client);
    if (sync.isStuck(page)) {
      await client.pupPage?.evaluate('window.onAppStateHasSyncedEvent()');
    }
    if (page && linkedStates.includes(page.state)) {
      watched.onLinked();
    }
    if (page && isCodeOld(page, timing, watched)) {
      await client.pupPage?.evaluate("window.require('WAWebCmd').Cmd.refreshQR()");
    }
  });
}

function syncWatch(patienceMs: number): { isStuck(page: PageState | undefined): boolean } {
  let inSyncSince: number | undefined;
  return {
    isStuck: (page) => {
      const isInSync = page?.state === 'CONNECTED' && page.hasSynced;
      inSyncSince = isInSync ? (inSyncSince ?? Date.now()) : undefined;
      const isStuck = inSyncSince !== undefined && Date.now() - inSyncSince >= patienceMs;
      inSyncSince = isStuck ? undefined : inSyncSince;
      return isStuck;
    },
  };
}

function isCodeOld(page: PageState, { qrRefreshMs }: SessionSettings['timing'], watched: Watched): boolean {
  const isForgotten = watched.isWaitingForScan() && Date.now() - watched.codeShownAt() > qrRefreshMs;
  return page.state === 'UNPAIRED_IDLE' || isForgotten;
}

async function readPage(client: Client): Promise<PageState | undefined> {
  const page = client.pupPage;
  return page ? ((await page.evaluate(stateOfPage)) as PageState) : undefined;
}

// A probe that meets a page between two documents fails; the next one sees the new document.
function repeat(probe: () => Promise<void>): () => void {
  let timer = setTimeout(run, probeMs);
  let isOver = false;
  async function run(): Promise<void> {
    await probe().catch(() => undefined);
    if (!isOver) {
      timer = setTimeout(run, probeMs);
    }
  }
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
