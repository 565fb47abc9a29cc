import { p } from '@mikro-orm/core';

type EntityClass = new (...args: never[]) => { companyId: string; id: string };

/**
 * A reference to another company-owned row by its id, with the composite foreign key (company_id, id) that
 * row-level security needs: a plain key would let one company point at another's row.
 */
export function companyReference<Target extends EntityClass>(target: Target, column: string) {
  return (
    p
      .manyToOne(target)
      .mapToPk()
      .joinColumns('company_id', column)
      .referencedColumnNames('company_id', 'id')
      .deferMode('deferred')
      // A nullable key would get "set null", which would have to empty company_id too.
      .deleteRule('no action')
  );
}

/** The value to look for in a reference of the scope's company to the row with this id. */
export function pointingAt(scope: { readonly companyId: string }, id: string): string {
  // References are composite keys (company_id, id); the ORM compares the pair, though its types speak of the id alone.
  return [scope.companyId, id] as unknown as string;
}
