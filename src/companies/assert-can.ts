import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { Action } from './permissions.ts';

const forbidden: ErrorSpec<{ action: string }> = { status: 403 };

/** What can go wrong when somebody acts without the right to. */
export const permissionErrors = defineErrors('permission', { forbidden });

/** Lets only an actor who may take the action go on. @throws permission.forbidden */
export function assertCan(scope: Pick<Scope, 'actor'>, action: Action): void {
  if (!scope.actor.can(action)) {
    throw permissionErrors.forbidden({ action });
  }
}
