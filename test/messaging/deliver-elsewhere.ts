import { setTimeout as delay } from 'node:timers/promises';
import { deliverDue } from '../../src/messaging/message.jobs.ts';
import { demoMessagingSettings } from '../../src/messaging/messaging.ports.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { openDoors, silentLogger } from '../support/doors.ts';

/** Messages that another process delivers. */
export interface Delivering {
  readonly urls: DatabaseUrls;
  /** How long each message takes to be handed over. */
  readonly takesMs: number;
}

/** Opens the database; the task delivers what is due and answers the ids it handed over. */
export async function prepare({ urls, takesMs }: Delivering) {
  const { inCompany, inSystem } = openDoors(urls);
  return async () => {
    const handedOver: string[] = [];
    const send = async ({ id }: { id: string }) => {
      handedOver.push(id);
      await delay(takesMs);
      return { id: `t-${id}`, certainty: 'accepted' as const };
    };
    const gateways = [{ channel: 'telegram' as const, send }];
    const deps = { gateways, logger: silentLogger, settings: demoMessagingSettings };
    await deliverDue(deps, { inCompany, inSystem, signal: new AbortController().signal });
    return handedOver;
  };
}
