import type { MikroORM } from '@mikro-orm/postgresql';
import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { EventName, Events, HappenedEvent } from '../../kernel/events.ts';
import { newId } from '../../kernel/ids.ts';
import { OutboxEvent } from '../events/outbox.entity.ts';
import type { Logger } from '../logging/logger.ts';
import type { DatabaseUrls } from '../postgres/prepare-database.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { type EntityList, openOrm } from './orm.ts';
import type { InCompany, InSystem } from './scope.ts';
import { createSystemLog, type SystemLog } from './system-log.ts';
import { createWorkUnderWay } from './work-under-way.ts';

/** The two doors to data and their end. */
export interface Database {
  readonly inCompany: InCompany;
  readonly inSystem: InSystem;
  /** Calls the listener after a scope that announced events has committed. */
  onEvents(listener: (events: readonly HappenedEvent[]) => void): void;
  /** Round trip to the database as the app's role. */
  ping(): Promise<void>;
  /** Waits for the scopes that are open, then ends; scopes asked for later fail. */
  close(): Promise<void>;
}

/** What a database needs besides its URLs. */
export interface DatabaseOptions {
  readonly entities: EntityList;
  readonly logger: Logger;
  readonly secrets: SecretBox;
  readonly clock?: Clock;
}

/** Opens the doors to data: `inCompany` as the app's role, `inSystem` as the system's. */
export function openDatabase(urls: DatabaseUrls, options: DatabaseOptions): Database {
  const app = openOrm(urls, 'appUrl', options.entities);
  const system = openOrm(urls, 'systemUrl', options.entities);
  const clock = options.clock ?? systemClock;
  const systemLog = createSystemLog(options.logger);
  const listeners: ((events: readonly HappenedEvent[]) => void)[] = [];
  const { run, end } = createWorkUnderWay();
  const inCompany = companyDoor(app, { ...options, clock }, (events) => {
    for (const listener of listeners) {
      listener(events);
    }
  });
  const inSystem = systemDoor(system, clock, systemLog);
  return {
    inCompany: (companyId, actor, work) => run(() => inCompany(companyId, actor, work)),
    inSystem: (reason, work) => run(() => inSystem(reason, work)),
    onEvents: (listener) => void listeners.push(listener),
    ping: () => run(async () => void (await app.em.fork().execute('select 1'))),
    close: async () => {
      systemLog.flush();
      await end();
      await Promise.all([app.close(), system.close()]);
    },
  };
}

function companyDoor(
  orm: MikroORM,
  { clock, secrets }: { clock: Clock; secrets: SecretBox },
  committed: (events: readonly HappenedEvent[]) => void,
): InCompany {
  return async (companyId, actor, work) => {
    const happened: HappenedEvent[] = [];
    const fork = orm.em.fork();
    fork.setFilterParams('company', { companyId });
    const result = await fork.transactional(async (em) => {
      const emit = <Name extends EventName>(name: Name, payload: Events[Name]) => {
        const event = { id: newId(), companyId, name, payload, occurredAt: clock.now() };
        happened.push(event);
        em.create(OutboxEvent, { ...event, payload: { ...(payload as object) }, nextAttemptAt: event.occurredAt });
      };
      return work({ companyId, actor, em, secrets, now: () => clock.now(), emit });
    });
    if (happened.length > 0) {
      committed(happened);
    }
    return result;
  };
}

function systemDoor(orm: MikroORM, clock: Clock, log: SystemLog): InSystem {
  return async (reason, work) => {
    log.note(reason);
    const fork = orm.em.fork();
    // A filter of the same name on the fork takes the place of the entities' own, so every company is seen.
    fork.addFilter({ name: 'company', cond: {}, args: false });
    return fork.transactional((em) => work({ em, now: () => clock.now() }));
  };
}
