import { describe, expect, it } from '@jest/globals';
import { findCompany, isAllowed, setTaxRegime } from '#src/companies/index.ts';
import { newId } from '#src/kernel/ids.ts';
import { systemActor } from '#src/kernel/scope.ts';
import { aCompany } from '../support/company.ts';

const actorOf = (role: 'owner' | 'manager') =>
  ({ kind: 'member', id: newId(), can: (action: string) => isAllowed(role, action) }) as const;

describe('a company’s tax regime', () => {
  it('is unknown until somebody says it, and can be unsaid', async () => {
    const shop = await aCompany();
    expect((await shop.run(findCompany)).taxRegime).toBeNull();
    await shop.run((scope) => setTaxRegime(scope, { taxRegime: 'too' }), actorOf('owner'));
    expect((await shop.run(findCompany)).taxRegime).toBe('too');
    await shop.run((scope) => setTaxRegime(scope, { taxRegime: null }));
    expect((await shop.run(findCompany)).taxRegime).toBeNull();
  });

  it('is nobody’s to set who may not edit the company', async () => {
    const shop = await aCompany();
    const refused = shop.run((scope) => setTaxRegime(scope, { taxRegime: 'general' }), actorOf('manager'));
    await expect(refused).rejects.toMatchObject({ code: 'permission.forbidden' });
  });

  it('of one company says nothing of a stranger’s, and a company that is not there has none', async () => {
    const [shop, stranger] = [await aCompany(), await aCompany()];
    await shop.run((scope) => setTaxRegime(scope, { taxRegime: 'simplified' }));
    expect((await stranger.run(findCompany)).taxRegime).toBeNull();
    const nobody = shop.database.inCompany(newId(), systemActor('test'), (scope) =>
      setTaxRegime(scope, { taxRegime: 'too' }),
    );
    await expect(nobody).rejects.toMatchObject({ code: 'company.notFound' });
    expect((await shop.run(findCompany)).taxRegime).toBe('simplified');
  });
});
