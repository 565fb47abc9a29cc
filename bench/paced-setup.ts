import type { KaspiOptions } from '../src/integrations/kaspi/kaspi-config.ts';
import type { DatabaseUrls } from '../src/platform/postgres/prepare-database.ts';
import type { CabinetSession } from '../src/stores/store.ports.ts';

/** What a worker process of `repricer.paced` is told. */
export interface PacedSetup {
  readonly kind: 'product' | 'bare';
  readonly urls: DatabaseUrls;
  readonly secretsKey: string;
  readonly kaspi: KaspiOptions;
  readonly proxies: readonly string[];
  readonly masterSkus: readonly string[];
  /** Of each worker process of the product. */
  readonly workers: number;
  /** Of each bare one. */
  readonly perSecond: number;
  /** A page's own headers, for the bare one. */
  readonly headers: Readonly<Record<string, string>>;
  readonly pushes: readonly {
    readonly session: CabinetSession;
    readonly push: { readonly merchantUid: string; readonly sku: string; readonly model: string };
  }[];
}

/** The stand-ins as they announce themselves. */
export interface PacedWorld {
  readonly url: string;
  readonly proxies: readonly string[];
  readonly masterSkus: readonly string[];
  readonly sellers: readonly {
    readonly uid: string;
    readonly email: string;
    readonly password: string;
    readonly sku: string;
    readonly model: string;
  }[];
}

/** What a worker process did since it was last asked. */
export interface PacedReport {
  readonly count: number;
  readonly failed: number;
  readonly failures: readonly string[];
  readonly cpuMs: number;
}
