import type { Scope } from '../platform/db/scope.ts';

/** The sealed columns of a store. */
export type StoreSecret = 'apiToken' | 'cabinetLogin' | 'cabinetPassword' | 'cabinetSession' | 'cabinetPending';

type SecretScope = Pick<Scope, 'secrets' | 'companyId'>;

/** Seals a store's secret for its one column, in this company. */
export function sealSecret(scope: SecretScope, secret: StoreSecret, text: string): string {
  return scope.secrets.seal(text, purposeOf(scope, secret));
}

/** The secret behind a sealed column; undefined for an empty one. */
export function openSecret(
  scope: SecretScope,
  secret: StoreSecret,
  sealed: string | null | undefined,
): string | undefined {
  return sealed ? scope.secrets.open(sealed, purposeOf(scope, secret)) : undefined;
}

/** The plain JSON behind a sealed column; undefined for an empty one. */
export function openJson<Value>(
  scope: SecretScope,
  secret: StoreSecret,
  sealed: string | null | undefined,
): Value | undefined {
  const text = openSecret(scope, secret, sealed);
  // Only `sealSecret` writes these columns, always from a value of this shape.
  return text === undefined ? undefined : (JSON.parse(text) as Value);
}

/** The mark by which a token is known again once it was forgotten. */
export function markToken(scope: SecretScope, token: string): string {
  return scope.secrets.mark(token, purposeOf(scope, 'apiToken'));
}

/** Whether a store's mark is this token's. */
export function isTokenOf(scope: SecretScope, mark: string | null | undefined, token: string): boolean {
  return Boolean(mark && scope.secrets.isMarkOf(mark, token, purposeOf(scope, 'apiToken')));
}

function purposeOf({ companyId }: SecretScope, secret: StoreSecret): string {
  return `store.${secret}:${companyId}`;
}
