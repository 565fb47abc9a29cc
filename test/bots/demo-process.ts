import { createBotHost } from '../../bots/telegram/host.ts';
import { demoLedger } from './demo-bot.ts';
import { type DemoGround, demoHostOptions, openDemoDatabase } from './demo-options.ts';

// A host in a process of its own, for tests that kill it; says "ready" once it works.
const given = JSON.parse(process.argv[2] ?? '{}') as Pick<DemoGround, 'urls' | 'apiUrl' | 'visitor'>;
const host = createBotHost({
  ...demoHostOptions({ ...given, database: openDemoDatabase(given.urls), ledger: demoLedger() }),
  delivery: { mode: 'polling' },
  leaseSeconds: 2,
});
await host.start();
console.log('ready');
