import { setTimeout as delay } from 'node:timers/promises';
import { deliverDue } from '../../src/messaging/message.jobs.ts';
import { demoMessagingSettings } from '../../src/messaging/messaging.ports.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { openDoors, silentLogger } from '../support/doors.ts';

// A worker that can be killed: it says what it hands over, then takes a while over it.
interface Work {
  readonly urls: DatabaseUrls;
  readonly takesMs: number;
}

const { urls, takesMs } = JSON.parse(process.argv[2] ?? '{}') as Work;
const { inCompany, inSystem } = openDoors(urls);
const gateway = {
  channel: 'telegram' as const,
  send: async ({ id }: { id: string }) => {
    process.stdout.write(`${id}\n`);
    await delay(takesMs);
    return { id: `t-${id}`, certainty: 'accepted' as const };
  },
};
const deps = { gateways: [gateway], logger: silentLogger, settings: demoMessagingSettings };
await deliverDue(deps, { inCompany, inSystem, signal: new AbortController().signal });
process.exit(0);
