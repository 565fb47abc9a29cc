import type { Scope } from '../platform/db/scope.ts';

/** The value to look for in a reference of the scope's company to the row with this id. */
export function pointingAt(scope: Pick<Scope, 'companyId'>, id: string): string {
  // References are composite keys (company_id, id); the ORM compares the pair, though its types speak of the id alone.
  return [scope.companyId, id] as unknown as string;
}
