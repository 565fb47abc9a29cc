/** Who acts inside a scope: a member, a customer-facing system part, or a staff person. */
export interface Actor {
  readonly kind: 'member' | 'system' | 'staff';
  /** Member or person id; the name of the part (`jobs.orders.poll`) for the system. */
  readonly id: string;
  /** Actions the actor may take; the system may take all. */
  readonly can: (action: string) => boolean;
}

/** The actor of jobs and reactions: named, allowed everything. */
export function systemActor(name: string): Actor {
  return { kind: 'system', id: name, can: () => true };
}
