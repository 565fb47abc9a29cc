import type { Client } from 'whatsapp-web.js';
import type { SessionSettings } from '../child-protocol.ts';

const probeMs = 1_000;
const linkedStates = ['CONNECTED', 'PAIRING'];

const stateOfPage = `(() => {
  const { Socket } = window.require('WAWebSocketModel');
  return { state: Socket.state, hasSynced: Socket.hasSynced, hasTools: window.WWebJS !== undefined };
})()`;

interface PageState {
  readonly state: string;
  readonly hasSynced: boolean;
  /** Whether the library's own tools are in this document; without them nothing can be sent. */
  readonly hasTools: boolean;
}

/** What the watchdog knows of a session and may tell. */
export interface Watched {
  isReady(): boolean;
  isWaitingForScan(): boolean;
  /** When the last QR code came, milliseconds since the epoch. */
  codeShownAt(): number;
  onLinked(): void;
  /** The document that was ready has gone. */
  onToolsGone(): void;
}

/**
 * Makes up for what the library misses: a sync that came before it listened, at the start or after the page was loaded
 * anew, and a code that nobody renews. @returns what stops it
 */
export function watch(client: Client, timing: SessionSettings['timing'], watched: Watched): () => void {
  const sync = syncWatch(timing.readyWatchdogMs);
  return repeat(async () => {
    const page = await readPage(client);
    if (page) {
      tellWhatIsSeen(page, watched);
    }
    if (sync.isStuck(page, watched)) {
      await client.pupPage?.evaluate('window.onAppStateHasSyncedEvent()');
    }
    if (page && isCodeOld(page, timing, watched)) {
      await client.pupPage?.evaluate("window.require('WAWebCmd').Cmd.refreshQR()");
    }
  });
}

function tellWhatIsSeen({ state, hasTools }: PageState, watched: Watched): void {
  if (watched.isReady() && !hasTools) {
    watched.onToolsGone();
  } else if (!watched.isReady() && linkedStates.includes(state)) {
    watched.onLinked();
  }
}

function syncWatch(patienceMs: number): { isStuck(page: PageState | undefined, watched: Watched): boolean } {
  let waitsSince: number | undefined;
  return {
    isStuck: (page, watched) => {
      const isWaiting = page?.state === 'CONNECTED' && page.hasSynced && !watched.isReady();
      waitsSince = isWaiting ? (waitsSince ?? Date.now()) : undefined;
      const isStuck = waitsSince !== undefined && Date.now() - waitsSince >= patienceMs;
      waitsSince = isStuck ? undefined : waitsSince;
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
