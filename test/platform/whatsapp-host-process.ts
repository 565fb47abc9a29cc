import type { SessionOptions } from '../../src/platform/whatsapp/child-protocol.ts';
import { WhatsAppSessions } from '../../src/platform/whatsapp/whatsapp-sessions.ts';

// A process of its own that can be killed; it says which processes hang on it once the session shows a code.
const options = JSON.parse(process.argv[2] ?? '{}') as SessionOptions;
const sessions = new WhatsAppSessions();
sessions.on(({ kind }) => {
  if (kind === 'qr') {
    process.stdout.write(`${JSON.stringify(sessions.status('orphan')?.pids)}\n`);
  }
});
await sessions.open('orphan', options);
