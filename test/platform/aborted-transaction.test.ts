import { expect, it } from '@jest/globals';
import { OutboxEvent } from '#src/platform/events/outbox.entity.ts';
import { aCompany } from '../support/company.ts';

it('a scope that goes on after a failed statement is not taken for committed', async () => {
  const company = await aCompany();
  const told: string[] = [];
  company.database.onEvents((events) => told.push(...events.map(({ name }) => name)));
  const scope = company.run(async ({ em, emit }) => {
    emit('order.placed', { orderId: company.id });
    await em.flush();
    // What a careless catch does: Postgres has given the transaction up, and answers a commit with a rollback.
    await em.execute('select 1 / 0').catch(() => undefined);
  });
  await expect(scope).rejects.toThrow(/rolled back|abort/i);
  expect(told).toEqual([]);
  expect(await company.run(({ em }) => em.count(OutboxEvent, {}))).toBe(0);
});
