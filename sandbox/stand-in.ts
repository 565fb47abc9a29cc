import type { Middleware } from 'koa';

/** The outside services that have a stand-in. */
export type SandboxSource = 'telegram' | 'kaspi' | 'whatsapp';

/** A visible change of one stand-in; further fields are plain JSON and depend on the kind. */
export interface SandboxEvent {
  readonly source: SandboxSource;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Tells the pages and tests that something visible has changed. */
export type EmitEvent = (event: SandboxEvent) => void;

/** How long the outside world takes: as people see it, or as fast as tests allow. */
export type SandboxPace = 'demo' | 'test';

/** What every stand-in is given. */
export interface StandInOptions {
  readonly emit: EmitEvent;
  readonly now?: () => Date;
  readonly pace?: SandboxPace;
}

/** One outside service: its wire contract, its control API and its end. Both middlewares see full paths. */
export interface StandIn {
  readonly routes: Middleware;
  readonly control: Middleware;
  stop(): Promise<void>;
}
