import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Migration } from '@mikro-orm/migrations';
import type { PolicyRole } from './company-owned.ts';

/** Where the generated and reviewed migrations live. */
export const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** The role names that generated migrations carry; they are replaced by the real ones when a migration runs. */
export const generatedRoles: Record<PolicyRole, string> = { owner: 'sauda_owner', system: 'sauda_system' };

type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration;

/** Every migration of this repository in order, bound to the role names of the database at hand. */
export async function loadMigrations(
  roles: Record<PolicyRole, string>,
): Promise<{ name: string; class: MigrationClass }[]> {
  const files = (await readdir(migrationsFolder)).filter((file) => /^Migration\d+.*\.ts$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const name = file.replace(/\.ts$/, '');
      const module: Record<string, MigrationClass> = await import(`${migrationsFolder}/${file}`);
      const migration = module[name];
      if (!migration) {
        throw new Error(`Migration file ${file} does not export a class named ${name}.`);
      }

      return { name, class: bindRoles(migration, roles) };
    }),
  );
}

function bindRoles(migration: MigrationClass, roles: Record<PolicyRole, string>): MigrationClass {
  abstract class BoundMigration extends migration {
    override addSql(sql: Parameters<Migration['addSql']>[0]): void {
      super.addSql(typeof sql === 'string' ? withRoles(sql, roles) : sql);
    }
  }
  // `up` is inherited from the concrete migration; the type of the base only knows it as abstract.
  return BoundMigration as unknown as MigrationClass;
}

function withRoles(sql: string, roles: Record<PolicyRole, string>): string {
  return sql
    .replaceAll(`"${generatedRoles.owner}"`, `"${roles.owner}"`)
    .replaceAll(`"${generatedRoles.system}"`, `"${roles.system}"`);
}
