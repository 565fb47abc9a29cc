import type { Language } from '../kernel/language.ts';
import type { Scope } from '../platform/db/scope.ts';
import { customerErrors } from './customer.errors.ts';

/** A customer as cards and messages need them. */
export interface CustomerView {
  readonly id: string;
  /** Empty when the marketplace did not tell. */
  readonly name: string;
  /** Null until the customer has shown it. */
  readonly language: Language | null;
  /** E.164; null when unknown. */
  readonly phone: string | null;
  /** WhatsApp's privacy id, digits; null when unknown. */
  readonly lid: string | null;
}

/** One customer of the company. @throws customer.notFound */
export async function findCustomer({ em }: Scope, customerId: string): Promise<CustomerView> {
  const [row] = await em.execute<CustomerView[]>(
    `select c.id, c.name, c.language,
       (select a.value from customer_addresses a where a.company_id = c.company_id and a.customer_id = c.id
         and a.kind = 'phone' order by a.id limit 1) as phone,
       (select a.value from customer_addresses a where a.company_id = c.company_id and a.customer_id = c.id
         and a.kind = 'whatsapp_lid' order by a.id limit 1) as lid
     from customers c where c.id = ? and c.deleted_at is null`,
    [customerId],
  );
  if (!row) {
    throw customerErrors.notFound();
  }
  return row;
}
