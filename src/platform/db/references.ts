import { p } from '@mikro-orm/core';

type EntityClass = new (...args: never[]) => { companyId: string; id: string };

/**
 * A reference to another company-owned row by its id, with the composite foreign key (company_id, id) that
 * row-level security needs: a plain key would let one company point at another's row.
 */
export function companyReference<Target extends EntityClass>(target: Target, column: string) {
  return p
    .manyToOne(target)
    .mapToPk()
    .joinColumns('company_id', column)
    .referencedColumnNames('company_id', 'id')
    .deferMode('deferred');
}
