import type { EventName, Events, HappenedEvent } from '../../kernel/events.ts';
import type { Scope } from '../db/scope.ts';

/** What a feature does when something happened elsewhere; takes effect once per event. */
export interface Reaction<Name extends EventName = EventName> {
  /** `<feature>.on<Event>`; stored with each receipt, so it must not change. */
  readonly name: string;
  readonly on: Name;
  /** Runs in a scope of the event's company; its changes and its receipt commit together. */
  run(scope: Scope, payload: Events[Name], event: HappenedEvent<Name>): Promise<void>;
}

/** Declares a reaction; the type checker ties the payload to the event's name. */
export function defineReaction<Name extends EventName>(reaction: Reaction<Name>): Reaction {
  // A reaction is only ever called with the event it names, which this type can't say for a mixed list.
  return reaction as unknown as Reaction;
}
