import { OrderSchema, type Report } from '../child-protocol.ts';
import { SessionRefusal } from '../session-refusal.ts';
import { type Attempt, createAttempt } from './attempt.ts';

// The process of one WhatsApp session. It lives for one attempt, and never longer than its parent.

const lastWordMs = 50;
const drainMs = 2_000;

let attempt: Attempt | undefined;

process.on('message', (raw) => void obey(OrderSchema.parse(raw)));
process.once('disconnect', () => void leave('the host is gone'));
process.on('SIGTERM', () => void leave('terminated'));
// A Ctrl-C reaches the whole group; the host decides when this session ends.
process.on('SIGINT', () => undefined);
// The library rejects in places where nobody can listen: a reload without network, a closed frame after a logout.
process.on('unhandledRejection', (error) => void fail(error));
process.on('uncaughtException', (error) => void fail(error));

type Parsed = ReturnType<typeof OrderSchema.parse>;
type Call = Exclude<Parsed, { type: 'start' | 'stop' }>;

async function obey(order: Parsed): Promise<void> {
  if (order.type === 'start') {
    attempt = createAttempt(order.sessionId, order.settings, tell);
    await attempt.start().catch(fail);
    return;
  }
  if (order.type === 'stop') {
    await leave('asked to stop');
    return;
  }
  await answer(order);
}

async function answer(call: Call): Promise<void> {
  try {
    tell({ type: 'done', id: call.id, value: await perform(call) });
  } catch (error) {
    const reason = error instanceof SessionRefusal ? error.reason : 'broken';
    tell({ type: 'refused', id: call.id, reason, message: String(error) });
  }
}

async function perform(call: Call): Promise<unknown> {
  if (!attempt) {
    throw new SessionRefusal('not_ready', 'the session has not started');
  }
  if (call.type === 'pair') {
    return attempt.pair(call.phone);
  }

  attempt.demandReady();
  switch (call.type) {
    case 'send':
      return attempt.sender.send(call.message);
    case 'check':
      return attempt.check(call.phone);
    case 'download':
      return attempt.download(call.messageId);
    case 'logout':
      return attempt.logout();
  }
}

async function fail(error: unknown): Promise<void> {
  await attempt?.end({ outcome: 'lost', reason: error instanceof Error ? error.message : String(error) });
  exitSoon(1);
}

async function leave(reason: string): Promise<void> {
  await attempt?.sender.drain(drainMs);
  await attempt?.end({ outcome: 'stopped', reason });
  exitSoon(0);
}

function tell(report: Report): void {
  if (process.connected) {
    process.send?.(report, undefined, undefined, () => report.type === 'ended' && exitSoon(0));
  }
}

// The last report needs a moment to leave the process.
function exitSoon(code: number): void {
  setTimeout(() => process.exit(code), lastWordMs);
}
