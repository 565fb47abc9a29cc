import { startSandbox } from '../../sandbox/server.ts';

/**
 * The world outside in a process of its own: prints its addresses as one JSON line and stops on SIGTERM. The argument
 * is the token of the bot that it knows.
 */
const [, , token = ''] = process.argv;
const sandbox = await startSandbox({ telegramBots: [{ token, username: 'sauda_demo_bot', name: 'Sauda' }] });
const { url, urls, whatsapp } = sandbox;
process.once('SIGTERM', () => void sandbox.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ url, urls, whatsAppUrl: whatsapp.url }));
