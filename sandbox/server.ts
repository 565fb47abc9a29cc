import { join } from 'node:path';
import { createEventBus } from './events.ts';
import { hostStandIns } from './host.ts';
import { createKaspiStandIn, type DemoWorld } from './kaspi/index.ts';
import type { SandboxPace } from './stand-in.ts';
import { createTelegramStandIn, type TelegramBotSeed } from './telegram/index.ts';
import { createWhatsAppStandIn } from './whatsapp/index.ts';

/** How the sandbox starts. */
export interface SandboxOptions {
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  readonly pace?: SandboxPace;
  readonly telegramBots?: readonly TelegramBotSeed[];
  /** Folder where the stand-ins remember what happened, for the next start; nothing is remembered by default. */
  readonly keepDir?: string;
}

/** The running outside world. */
export interface Sandbox {
  readonly url: string;
  readonly port: number;
  readonly urls: {
    readonly telegram: string;
    readonly kaspi: string;
    readonly kaspiCabinet: string;
    readonly kaspiId: string;
    readonly phones: string;
  };
  readonly whatsapp: {
    readonly url: string;
    readonly port: number;
    readonly chromiumArgs: string[];
    /** The same page over plain HTTP, for a browser that can't do HTTPS. */
    readonly interceptionUrl: string;
  };
  readonly demo: DemoWorld;
  stop(): Promise<void>;
}

/** Starts every stand-in on 127.0.0.1, seeded with the demo world. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const pace = options.pace ?? 'demo';
  const events = createEventBus();
  const { emit } = events;
  const kaspi = createKaspiStandIn({ emit, pace, keepFile: keepFile(options, 'kaspi-2') });
  const telegram = createTelegramStandIn({
    emit,
    pace,
    bots: options.telegramBots ?? [],
    users: [{ ...kaspi.demo.owner, id: kaspi.demo.owner.telegramUserId, languageCode: 'ru' }],
    keepFile: keepFile(options, 'telegram-1'),
  });
  const whatsapp = await createWhatsAppStandIn({ emit, pace, keepFile: keepFile(options, 'whatsapp-1') });
  const host = await hostStandIns({ standIns: { telegram, kaspi, whatsapp }, events, port: options.port ?? 0 });

  return {
    url: host.url,
    port: host.port,
    urls: {
      telegram: `${host.url}/telegram`,
      kaspi: `${host.url}/kaspi`,
      kaspiCabinet: `${host.url}/kaspi/cabinet`,
      kaspiId: `${host.url}/kaspi/id`,
      phones: `${host.url}/sandbox`,
    },
    whatsapp: {
      url: `https://127.0.0.1:${whatsapp.port}`,
      port: whatsapp.port,
      chromiumArgs: whatsapp.chromiumArgs,
      interceptionUrl: `${host.url}/whatsapp`,
    },
    demo: kaspi.demo,
    stop: () => host.stop(),
  };
}

/** The number in the name changes with the shape of what is kept. */
function keepFile({ keepDir }: SandboxOptions, name: string): string | undefined {
  return keepDir === undefined ? undefined : join(keepDir, `${name}.state`);
}
