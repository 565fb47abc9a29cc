import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Control, controlOf } from './control.ts';

/** Stand-ins that outlive the product: a sandbox in a process of its own. */
export interface OutsideWorld {
  readonly pid: number;
  readonly control: Control;
  /** The settings that send the product there instead of starting its own. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

interface Announced {
  readonly url: string;
  readonly urls: {
    readonly telegram: string;
    readonly kaspi: string;
    readonly kaspiCabinet: string;
    readonly kaspiId: string;
  };
  readonly whatsAppUrl: string;
}

/** The bot that the product plays in demo mode. */
const DEMO_BOT_TOKEN = '1000001:demo-seller-bot-of-the-sandbox';

/** Starts the stand-ins with the same pace and faults as in the demo. */
export async function startOutsideWorld(): Promise<OutsideWorld> {
  const program = fileURLToPath(new URL('./sandbox-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, DEMO_BOT_TOKEN], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url, urls, whatsAppUrl } = JSON.parse(line) as Announced; // Our own process wrote it.
  return {
    pid: child.pid ?? 0,
    control: controlOf(url),
    env: {
      TELEGRAM_API_URL: urls.telegram,
      KASPI_API_URL: `${urls.kaspi}/shop/api/v2`,
      KASPI_CABINET_URL: urls.kaspiCabinet,
      KASPI_ID_URL: urls.kaspiId,
      KASPI_STOREFRONT_URL: urls.kaspi,
      WHATSAPP_WEB_URL: whatsAppUrl,
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
