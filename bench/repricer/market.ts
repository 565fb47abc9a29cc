import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Control, controlOf } from '../../scripts/story/control.ts';
import type { KaspiOptions } from '../../src/integrations/kaspi/kaspi-config.ts';

/** How big a market is. */
export interface MarketShape {
  readonly cards: number;
  /** Other shops on each card. */
  readonly rivals: number;
  /** Cards differ in price by up to so many tenge; all cost the same if absent. */
  readonly spread?: number;
}

/** Kaspi's stand-in in a process of its own, its limits lifted. */
export interface Market {
  readonly pid: number;
  readonly url: string;
  readonly control: Control;
  /** How the product's client gets there, its own limits lifted too. */
  readonly client: KaspiOptions;
  stop(): Promise<void>;
}

/** Limits of Kaspi that a bench does not measure. */
const lifted = { offersPerSecond: 1_000_000, pushesPerSecond: 1_000_000, changesPer30Minutes: 1_000_000 };

/** The lane of a client that nobody slows down. */
const UNLIMITED = Number.POSITIVE_INFINITY;

/** Opens a market; card `n` has the number 200 000 000 + n. */
export async function openMarket(shape: MarketShape): Promise<Market> {
  const program = fileURLToPath(new URL('./market-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(shape)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string }; // Our own process wrote it.
  const control = controlOf(url);
  await control.put('/kaspi/faults', { ...lifted, priceApplyDelayMs: 0, singleSession: false, trustedDevice: true });
  return {
    pid: child.pid ?? 0,
    url,
    control,
    client: {
      apiUrl: `${url}/kaspi/shop/api/v2`,
      cabinetUrl: `${url}/kaspi/cabinet`,
      idUrl: `${url}/kaspi/id`,
      storefrontUrl: `${url}/kaspi`,
      pace: {
        requestsPerSecond: UNLIMITED,
        offersPerSecond: UNLIMITED,
        pushesPerSecond: UNLIMITED,
        cabinetPerSecond: UNLIMITED,
        ordersPerSecond: UNLIMITED,
      },
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A seller of the market with its e-mail and password. */
export interface Seller {
  readonly uid: string;
  readonly email: string;
  readonly password: string;
  /** In the order of the cards. */
  readonly skus: readonly string[];
}

/** Puts a seller on cards from a number on, at the middle of the rivals' prices. */
export async function addSeller(
  { control }: Market,
  { uid, from, count }: { readonly uid: string; readonly from: number; readonly count: number },
): Promise<Seller> {
  const masterSkus = Array.from({ length: count }, (_, index) => String(200_000_000 + from + index));
  return control.post<Seller>('/kaspi/merchants', { uid, name: uid, masterSkus });
}
