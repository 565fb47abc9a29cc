import { setTimeout as delay } from 'node:timers/promises';
import { entities } from '../../src/entities.ts';
import { deliverDue } from '../../src/messaging/message.jobs.ts';
import { demoMessagingSettings } from '../../src/messaging/messaging.ports.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import type { Logger } from '../../src/platform/logging/logger.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { createSecretBox, readSecretsKey } from '../../src/platform/secrets/secret-box.ts';

// A worker that can be killed: it says what it hands over, then takes a while over it.
interface Work {
  readonly urls: DatabaseUrls;
  readonly takesMs: number;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const { urls, takesMs } = JSON.parse(process.argv[2] ?? '{}') as Work;
const secrets = createSecretBox([readSecretsKey(Buffer.alloc(32, 7).toString('base64'))]);
const { inCompany, inSystem } = openDatabase(urls, { entities, logger: silent, secrets });
const gateway = {
  channel: 'telegram' as const,
  send: async ({ id }: { id: string }) => {
    process.stdout.write(`${id}\n`);
    await delay(takesMs);
    return { id: `t-${id}`, certainty: 'accepted' as const };
  },
};
const deps = { gateways: [gateway], logger: silent, settings: demoMessagingSettings };
await deliverDue(deps, { inCompany, inSystem, signal: new AbortController().signal });
process.exit(0);
