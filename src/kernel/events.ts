/** Every event and its payload; each feature adds its own by augmenting this interface next to its entity. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by module augmentation, a type alias can't be
export interface Events {}

/** The name of an event: `<feature>.<whatHappened>`. */
export type EventName = keyof Events & string;

/** An event as it left a scope. */
export interface HappenedEvent<Name extends EventName = EventName> {
  readonly id: string;
  readonly companyId: string;
  readonly name: Name;
  readonly payload: Events[Name];
  readonly occurredAt: Date;
}
