import { Company } from '../../src/companies/company.entity.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Language } from '../../src/kernel/language.ts';
import { type Actor, systemActor } from '../../src/kernel/scope.ts';
import type { Database } from '../../src/platform/db/database.ts';
import type { Scope } from '../../src/platform/db/scope.ts';
import { testDatabase } from './test-database.ts';

/** A company of a test's own; `run` opens a scope in it. */
export interface TestCompany {
  readonly id: string;
  readonly database: Database;
  run<T>(work: (scope: Scope) => Promise<T>, actor?: Actor): Promise<T>;
}

/** A fresh company in this worker's database (or in a given one): tests need no clean-up. */
export async function aCompany(
  options: { language?: Language; clock?: Clock; database?: Database; name?: string } = {},
): Promise<TestCompany> {
  const database = options.database ?? (await testDatabase(options));
  const id = newId();
  const run: TestCompany['run'] = (work, actor = systemActor('test')) => database.inCompany(id, actor, work);
  await run(async ({ em }) => {
    em.create(Company, { id, name: options.name ?? 'Test', language: options.language ?? 'ru' });
  });
  return { id, database, run };
}
