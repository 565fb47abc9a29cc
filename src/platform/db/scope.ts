import type { InferKyselyDB, Kysely, SqlEntityManager } from '@mikro-orm/postgresql';
import type { EventName, Events } from '../../kernel/events.ts';
import type { Actor } from '../../kernel/scope.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

/** One transaction of one company: the only way to data. Use cases receive it and never flush, commit or fork. */
export interface Scope {
  readonly companyId: string;
  readonly actor: Actor;
  readonly em: SqlEntityManager;
  /** Seals and opens the company's secrets. */
  readonly secrets: SecretBox;
  /** The instant this scope works at. */
  now(): Date;
  /** Announces what happened; it leaves with the transaction, and never without it. */
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void;
}

/** Runs work in a fresh transaction of one company and commits it; whatever throws rolls everything back. */
export type InCompany = <T>(companyId: string, actor: Actor, work: (scope: Scope) => Promise<T>) => Promise<T>;

/** Work across companies: the system role, no company filter; only platform, listed jobs and staff routes may have it. */
export interface SystemScope {
  readonly em: SqlEntityManager;
  now(): Date;
}

/** Runs work across companies in a fresh transaction; every use is logged with its reason. */
export type InSystem = <T>(reason: string, work: (scope: SystemScope) => Promise<T>) => Promise<T>;

type PropertyNames = { columnNamingStrategy: 'property' };

/** Typed rows of the tables behind the named entity schemas. */
export type Rows<Schemas extends { name: string }> = Kysely<InferKyselyDB<Schemas, PropertyNames>>;

/** Typed plain rows of the named entities inside the scope's transaction, under the entities' property names. */
export function rowsOf<Schemas extends { name: string }>(scope: Pick<Scope, 'em'>): Rows<Schemas> {
  // The library's return type is conditional on its type parameter and can't be resolved while that is generic.
  return scope.em.getKysely({ columnNamingStrategy: 'property', convertValues: true }) as unknown as Rows<Schemas>;
}

/** `inCompany` already bound to one company and actor, as bots and routes hand it to verbs that leave the scope. */
export type BoundInCompany = <T>(work: (scope: Scope) => Promise<T>) => Promise<T>;
