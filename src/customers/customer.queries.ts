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

/** Whether a phone, E.164, is known to be a customer's. */
export async function isKnownPhone(
  { em }: Scope,
  { customerId, phone }: { readonly customerId: string; readonly phone: string },
): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    `select 1 from customer_addresses where customer_id = ? and kind = 'phone' and value = ?`,
    [customerId, phone],
  );
  return rows.length > 0;
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
