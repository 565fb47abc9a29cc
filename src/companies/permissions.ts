/** The roles every company has. */
export const roles = ['owner', 'manager', 'storekeeper', 'analyst', 'cashier'] as const;

/** One of the roles every company has. */
export type Role = (typeof roles)[number];

/** Every action a route, a bot screen or a job may ask for: `<feature>.<verb>`. */
export const actions = [
  'companies.read',
  'companies.edit',
  'stores.read',
  'stores.connect',
  'catalog.read',
  'catalog.edit',
  'pricing.read',
  'pricing.edit',
  'orders.read',
  'orders.accept',
  'orders.cancel',
  'customers.read',
  'messaging.read',
  'messaging.connect',
  'messaging.edit',
  'messaging.resend',
] as const;

/** One of the actions of the house. */
export type Action = (typeof actions)[number];

const everyRead = actions.filter((action) => action.endsWith('.read'));

/** Which role may do what; the one table behind every permission. */
export const permissions: Readonly<Record<Role, readonly Action[]>> = {
  owner: actions,
  manager: actions.filter((action) => action !== 'companies.edit'),
  storekeeper: ['companies.read', 'stores.read', 'catalog.read', 'catalog.edit', 'orders.read', 'orders.accept'],
  analyst: everyRead,
  cashier: ['companies.read', 'orders.read', 'customers.read'],
};

/** Tells whether a role may take an action. */
export function isAllowed(role: Role, action: string): boolean {
  return permissions[role].some((allowed) => allowed === action);
}
