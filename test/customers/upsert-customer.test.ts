import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { findCustomer, upsertCustomer } from '#src/customers/index.ts';
import { aCompany } from '../support/company.ts';

const aPhone = () => `+7705${randomInt(1_000_000, 9_999_999)}`;

describe('upsertCustomer', () => {
  it('makes one customer, however many ask at once', async () => {
    const company = await aCompany();
    const seen = { phone: aPhone(), kaspiId: 'k1', firstName: 'Aigerim', lastName: 'S.' };
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => company.run((scope) => upsertCustomer(scope, seen))),
    );
    expect(new Set(ids).size).toBe(1);
    const rows = await company.run(({ em }) => em.execute<unknown[]>('select id from customers'));
    expect(rows).toHaveLength(1);
  });

  it('knows a customer by any address and learns the others', async () => {
    const company = await aCompany();
    const phone = aPhone();
    const first = await company.run((scope) => upsertCustomer(scope, { phone }));
    const again = await company.run((scope) => upsertCustomer(scope, { phone, lid: '900', firstName: 'Dana' }));
    const byLid = await company.run((scope) => upsertCustomer(scope, { lid: '900', firstName: 'Other' }));
    expect([again, byLid]).toEqual([first, first]);
    const view = await company.run((scope) => findCustomer(scope, first ?? ''));
    expect(view).toMatchObject({ name: 'Dana', phone, lid: '900' });
  });

  it('knows nobody by nothing', async () => {
    const company = await aCompany();
    expect(await company.run((scope) => upsertCustomer(scope, { firstName: 'X' }))).toBeUndefined();
  });

  it('keeps the customers of two companies apart', async () => {
    const [ours, theirs] = [await aCompany(), await aCompany()];
    const phone = aPhone();
    const id = (await ours.run((scope) => upsertCustomer(scope, { phone }))) ?? '';
    expect(await theirs.run((scope) => upsertCustomer(scope, { phone }))).not.toBe(id);
    await expect(theirs.run((scope) => findCustomer(scope, id))).rejects.toMatchObject({ code: 'customer.notFound' });
  });
});
