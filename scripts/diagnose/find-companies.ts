import type { Database } from '../../src/platform/db/database.ts';
import { Refusal } from './subject.ts';

/** A company as it is found and named. */
export interface CompanyRow {
  readonly id: string;
  readonly name: string;
}

/** Every company, or the one with this id or name. @throws Refusal when none or several have the name */
export async function findCompanies(database: Database, wanted: string | undefined): Promise<CompanyRow[]> {
  const rows = await database.inSystem('diagnose: list the companies', ({ em }) =>
    em.execute<CompanyRow[]>('select id, name from companies where deleted_at is null order by name, id'),
  );
  if (rows.length === 0) {
    throw new Refusal('There are no companies in this database yet.');
  }

  const found = rows.filter(({ id, name }) => wanted === undefined || id === wanted || isSameName(name, wanted));
  if (found.length === 0) {
    const known = rows.slice(0, SHOWN).map(({ name }) => name);
    throw new Refusal(
      `No company is called ${wanted}. There are ${rows.length}: ${known.join(', ')}${rows.length > SHOWN ? ', …' : ''}.`,
    );
  }

  if (wanted !== undefined && found.length > 1) {
    throw new Refusal(
      `Several companies are called ${wanted}: give the id, one of ${found.map(({ id }) => id).join(', ')}.`,
    );
  }
  return found;
}

const SHOWN = 20;

function isSameName(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;
}
