import { newId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type addressKinds, Customer } from './customer.entity.ts';

/** What is known of a buyer; every part may be missing. */
export interface SeenCustomer {
  /** The marketplace's id of the customer. */
  readonly kaspiId?: string | undefined;
  /** E.164. */
  readonly phone?: string | undefined;
  /** WhatsApp's privacy id, digits. */
  readonly lid?: string | undefined;
  readonly telegramUserId?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly language?: Language | undefined;
}

type AddressKind = (typeof addressKinds)[number];
type Address = readonly [kind: AddressKind, value: string];

const LONGEST_NAME = 200;
const LONGEST_VALUE = 120;

/**
 * The customer with any of these addresses, made when there is none; addresses that were not known are added. Any number
 * of callers at once make one customer. Undefined when nothing was said to know anybody by.
 */
export async function upsertCustomer(scope: Scope, seen: SeenCustomer): Promise<string | undefined> {
  const addresses = addressesOf(seen);
  if (addresses.length === 0) {
    return undefined;
  }

  await lockAddresses(scope, addresses);
  const known = await findOwners(scope, addresses);
  const customerId = known.values().next().value ?? (await insertCustomer(scope, seen));
  for (const [kind, value] of addresses) {
    await insertAddress(scope, customerId, [kind, value]);
  }
  await learn(scope, customerId, seen);
  return customerId;
}

/** The order says which address tells most when two of them belong to different customers. */
function addressesOf(seen: SeenCustomer): Address[] {
  const all: (readonly [AddressKind, string | undefined])[] = [
    ['phone', seen.phone],
    ['kaspi', seen.kaspiId],
    ['whatsapp_lid', seen.lid],
    ['telegram', seen.telegramUserId],
  ];
  return all.flatMap(([kind, value]) => (value ? [[kind, value.slice(0, LONGEST_VALUE)] as const] : []));
}

/** Always in one order, so that two callers with the same addresses cannot wait for each other. */
async function lockAddresses({ em, companyId }: Scope, addresses: readonly Address[]): Promise<void> {
  for (const key of addresses.map(([kind, value]) => `customer ${companyId} ${kind} ${value}`).sort()) {
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [key]);
  }
}

async function findOwners({ em }: Scope, addresses: readonly Address[]): Promise<Map<AddressKind, string>> {
  const owners = new Map<AddressKind, string>();
  for (const [kind, value] of addresses) {
    const [row] = await em.execute<{ customer_id: string }[]>(
      'select customer_id from customer_addresses where kind = ? and value = ?',
      [kind, value],
    );
    if (row) {
      owners.set(kind, row.customer_id);
    }
  }
  return owners;
}

async function insertCustomer(scope: Scope, seen: SeenCustomer): Promise<string> {
  const id = newId();
  await scope.em.execute(
    `insert into customers (id, created_at, updated_at, company_id, name, language, version) values (?, ?, ?, ?, ?, ?, 1)`,
    [id, scope.now(), scope.now(), scope.companyId, nameOf(seen), seen.language ?? null],
  );
  return id;
}

async function insertAddress(scope: Scope, customerId: string, [kind, value]: Address): Promise<void> {
  await scope.em.execute(
    `insert into customer_addresses (id, created_at, updated_at, company_id, customer_id, kind, value)
     values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    [newId(), scope.now(), scope.now(), scope.companyId, customerId, kind, value],
  );
}

/** A name is learnt once; what was known is never overwritten by less. */
async function learn(scope: Scope, customerId: string, seen: SeenCustomer): Promise<void> {
  const name = nameOf(seen);
  if (name === '') {
    return;
  }

  const customer = await scope.em.findOneOrFail(Customer, { id: customerId });
  if (customer.name === '') {
    customer.name = name;
  }
}

function nameOf({ firstName, lastName }: SeenCustomer): string {
  return [firstName, lastName]
    .filter((part) => part?.trim())
    .join(' ')
    .slice(0, LONGEST_NAME);
}
