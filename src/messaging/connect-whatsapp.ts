import { assertCan } from '../companies/index.ts';
import type { BoundInCompany, Scope } from '../platform/db/scope.ts';
import { messagingErrors } from './messaging.errors.ts';
import { findWhatsApp, type WhatsAppView } from './messaging.queries.ts';
import { WhatsAppSession } from './whatsapp-session.entity.ts';

/** What the verbs over WhatsApp numbers need: a company's scopes and the service that keeps the sessions. */
export interface WhatsAppDeps {
  readonly inCompany: BoundInCompany;
  /** Told that something is wanted; it would find out by itself a little later. */
  readonly whatsApp: { wake(): void };
}

/** Wants the company's number linked: the service opens its session and shows a code. @throws permission.forbidden */
export async function connectWhatsApp(deps: WhatsAppDeps, input: { label?: string } = {}): Promise<WhatsAppView> {
  await deps.inCompany((scope) => want(scope, input.label ?? 'WhatsApp'));
  deps.whatsApp.wake();
  return deps.inCompany(present);
}

/** Unlinks the company's number and forgets its login. @throws messaging.whatsAppMissing, permission.forbidden */
export async function disconnectWhatsApp(deps: WhatsAppDeps): Promise<WhatsAppView> {
  await deps.inCompany(unwant);
  deps.whatsApp.wake();
  return deps.inCompany(present);
}

async function want(scope: Scope, label: string): Promise<void> {
  assertCan(scope, 'messaging.connect');
  // Two taps at once make one number.
  await scope.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`whatsapp ${scope.companyId}`]);
  const known = await scope.em.findOne(WhatsAppSession, {}, { orderBy: { id: 'asc' } });
  if (known) {
    known.isWanted = true;
    known.wantedAt = scope.now();
    return;
  }
  scope.em.create(WhatsAppSession, {
    label: label.slice(0, 60),
    state: 'stopped',
    isWanted: true,
    wantedAt: scope.now(),
    stateAt: scope.now(),
  });
}

async function unwant(scope: Scope): Promise<void> {
  assertCan(scope, 'messaging.connect');
  const known = await scope.em.findOne(WhatsAppSession, {}, { orderBy: { id: 'asc' } });
  if (!known) {
    throw messagingErrors.whatsAppMissing();
  }
  known.isWanted = false;
  known.mustUnlink = true;
}

async function present(scope: Scope): Promise<WhatsAppView> {
  const view = await findWhatsApp(scope);
  if (!view) {
    throw messagingErrors.whatsAppMissing();
  }
  return view;
}
