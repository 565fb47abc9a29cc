import { describe, expect, it } from '@jest/globals';
import { Product, type ProductSchema } from '#src/catalog/product.entity.ts';
import { entities } from '#src/entities.ts';
import { checkIsolation, globalTables } from '#src/platform/db/boot-checks.ts';
import { openMigrator, openOrm } from '#src/platform/db/orm.ts';
import { rowsOf } from '#src/platform/db/scope.ts';
import { userOf, withCredentials } from '#src/platform/postgres/urls.ts';
import { Store } from '#src/stores/store.entity.ts';
import { aCompany, type TestCompany } from '../support/company.ts';
import { cloneDatabase, workerDatabase } from '../support/postgres.ts';

const aProduct = (shop: TestCompany, sku: string) =>
  shop.run(async ({ em }) => em.create(Product, { sku, nameRu: sku, priceTiyn: 100 }).id);

describe('isolation between companies', () => {
  it('is tried as the application role', async () => {
    const shop = await aCompany();
    const [row] = await shop.run(({ em }) => em.execute<{ role: string }[]>('select current_user as role'));
    expect(row?.role).toMatch(/_app$/);
  });

  it('shows a company its own rows only, even to SQL without a condition', async () => {
    const [ours, theirs] = [await aCompany(), await aCompany()];
    await aProduct(ours, 'ours');
    await aProduct(theirs, 'theirs');
    const rows = await ours.run(({ em }) => em.execute<{ sku: string }[]>('select sku from products'));
    expect(rows.map((row) => row.sku)).toEqual(['ours']);
    const listed = await ours.run((scope) =>
      rowsOf<typeof ProductSchema>(scope).selectFrom('products').select('sku').execute(),
    );
    expect(listed).toEqual([{ sku: 'ours' }]);
    const unfiltered = await ours.run(({ em }) => em.find(Product, {}, { filters: false }));
    expect(unfiltered.map((product) => product.sku)).toEqual(['ours']);
  });

  it('hides a foreign row asked for by its id', async () => {
    const [ours, theirs] = [await aCompany(), await aCompany()];
    const id = await aProduct(theirs, 'secret');
    expect(await ours.run(({ em }) => em.findOne(Product, { id }))).toBeNull();
  });

  it('refuses to write a row for another company', async () => {
    const [ours, theirs] = [await aCompany(), await aCompany()];
    const smuggle = ours.run(async ({ em }) => {
      em.create(Product, { companyId: theirs.id, sku: 'x', nameRu: 'x', priceTiyn: 1 });
    });
    await expect(smuggle).rejects.toThrow(/row-level security/);
  });

  it('refuses a reference to a foreign row', async () => {
    const [ours, theirs] = [await aCompany(), await aCompany()];
    const storeId = await theirs.run(async ({ em }) => em.create(Store, { kind: 'kaspi', name: 'theirs' }).id);
    const productId = await aProduct(ours, 'p');
    const smuggle = ours.run(async ({ em }) => {
      await em.execute(
        `insert into listings (id, created_at, updated_at, company_id, product_id, store_id, sku, model)
         values (gen_random_uuid(), now(), now(), ?, ?, ?, 's', 'm')`,
        [ours.id, productId, storeId],
      );
    });
    await expect(smuggle).rejects.toThrow(/foreign key/);
  });

  it('is refused outside a scope', async () => {
    const shop = await aCompany();
    await aProduct(shop, 'p');
    const orm = openOrm(await workerDatabase(), 'appUrl', entities);
    try {
      await expect(orm.em.fork().execute('select * from products')).rejects.toThrow(/app\.company_id/);
      await expect(orm.em.fork().find(Product, {})).rejects.toThrow(/company/);
    } finally {
      await orm.close();
    }
  });

  it('lets inSystem see every company', async () => {
    const [ours, theirs] = [await aCompany(), await aCompany()];
    const ids = [await aProduct(ours, 'a'), await aProduct(theirs, 'b')];
    const found = await ours.database.inSystem('test', ({ em }) => em.find(Product, { id: { $in: ids } }));
    expect(found).toHaveLength(2);
  });
});

describe('the boot check', () => {
  it('passes on the migrated schema, which equals the entities', async () => {
    const urls = await workerDatabase();
    await checkIsolation(urls);
    const orm = await openMigrator(urls, entities);
    expect(await orm.schema.getUpdateSchemaSQL({ wrap: false }).finally(() => orm.close())).toBe('');
  });

  it.each([
    ['a table without its policy', 'drop policy company on products', /products has no company policy/],
    ['row-level security not forced', 'alter table orders no force row level security', /orders does not force/],
  ])('refuses %s', async (_, sql, message) => {
    const clone = await cloneDatabase();
    const orm = openOrm(clone, 'ownerUrl', []);
    try {
      const [policy] = await orm.em
        .fork()
        .execute<{ name: string }[]>(
          "select policyname as name from pg_policies where tablename = 'products' and qual like '%app.company_id%'",
        );
      await orm.em.fork().execute(sql.replace('policy company', `policy "${policy?.name}"`));
      await expect(checkIsolation(clone)).rejects.toThrow(message);
    } finally {
      await orm.close();
      await clone.drop();
    }
  });

  it('refuses a role that bypasses row-level security', async () => {
    const clone = await cloneDatabase();
    await expect(checkIsolation({ ...clone, appUrl: clone.adminUrl })).rejects.toThrow(/superuser/);
    await clone.drop();
  });

  it('refuses the role that sees every company', async () => {
    const urls = await workerDatabase();
    await expect(checkIsolation({ ...urls, appUrl: urls.systemUrl })).rejects.toThrow(
      /sauda_template_system passes the company policy of \d+ tables \(.*products: system_all/,
    );
  });

  it.each(['inherit', 'noinherit'])('refuses a role that is a member of it (%s)', async (kind) => {
    const urls = await workerDatabase();
    const orm = openOrm({ ...urls, ownerUrl: urls.adminUrl }, 'ownerUrl', []);
    const role = `guest_${kind}`;
    try {
      await orm.em.execute(`create role ${role} login password 'guest' ${kind}`);
      await orm.em.execute(`grant ${userOf(urls.systemUrl)} to ${role}`);
      const appUrl = withCredentials(urls.appUrl, { user: role, password: 'guest' });
      await expect(checkIsolation({ ...urls, appUrl })).rejects.toThrow(`${role} passes the company policy`);
    } finally {
      await orm.em.execute(`drop role ${role}`);
      await orm.close();
    }
  });

  it('refuses a policy for everybody that forgets the company', async () => {
    const clone = await cloneDatabase();
    const orm = openOrm(clone, 'ownerUrl', []);
    await orm.em.fork().execute('create policy open_to_all on products for insert with check (true)');
    await orm.close();
    await expect(checkIsolation(clone)).rejects.toThrow(/policy of 1 tables \(products: open_to_all\)/);
    await clone.drop();
  });
});

describe('every id column that points at a company-owned table', () => {
  it('never empties itself when its target goes: the company beside it can not be empty', async () => {
    const orm = openOrm(await workerDatabase(), 'ownerUrl', []);
    const impossible = await orm.em.fork().execute<{ name: string }[]>(
      `select k.conname as name from pg_constraint k where k.contype = 'f' and k.confdeltype = 'n' and exists (
         select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attnotnull)`,
    );
    await orm.close();
    expect(impossible).toEqual([]);
  });

  it('has a composite foreign key with the company', async () => {
    const orm = openOrm(await workerDatabase(), 'ownerUrl', []);
    const loose = await orm.em.fork().execute<{ table: string; column: string }[]>(
      `select c.table_name as "table", c.column_name as "column" from information_schema.columns c
       join information_schema.columns own on own.table_name = c.table_name and own.column_name = 'company_id'
         and own.table_schema = 'public'
       where c.table_schema = 'public' and c.data_type = 'uuid' and c.column_name like '%\\_id'
         and c.column_name not in ('company_id', 'person_id', 'subject_id')
         and not exists (
           select 1 from pg_constraint k where k.contype = 'f' and k.conrelid = format('public.%I', c.table_name)::regclass
             and array_length(k.conkey, 1) = 2
             and (select attnum from pg_attribute a where a.attrelid = k.conrelid and a.attname = c.column_name) = any (k.conkey))`,
    );
    await orm.close();
    expect(loose.filter(({ table }) => !globalTables.includes(table))).toEqual([]);
  });
});
