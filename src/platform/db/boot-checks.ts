import type { MikroORM } from '@mikro-orm/postgresql';
import type { DatabaseUrls } from '../postgres/prepare-database.ts';
import { openOrm } from './orm.ts';

/** Tables that hold no company's rows; everything else must force row-level security. */
export const globalTables: readonly string[] = [
  'migrations',
  'persons',
  'person_phones',
  'telegram_identities',
  'telegram_updates',
  'telegram_dialogues',
  'telegram_chats',
  'sign_in_links',
  'web_sign_ins',
  'card_offers',
  'offer_observations',
  'offer_days',
  'commission_rates',
  'delivery_tariffs',
  'tax_rates',
  'installation',
  'pace_lanes',
  'proxies',
];

/**
 * Refuses to go on when isolation between companies could be bypassed: a role that skips row-level security,
 * a role that owns tables or that a policy lets see every company, or a table off the list without forced row-level
 * security and the company policy.
 */
export async function checkIsolation(urls: DatabaseUrls): Promise<void> {
  const orm = openOrm(urls, 'appUrl', []);
  try {
    const problems = [...(await roleProblems(orm)), ...(await policyProblems(orm)), ...(await tableProblems(orm))];
    if (problems.length > 0) {
      throw new Error(`Isolation between companies is not safe, so Sauda does not start:\n- ${problems.join('\n- ')}`);
    }
  } finally {
    await orm.close();
  }
}

async function roleProblems(orm: MikroORM): Promise<string[]> {
  const [role] = await orm.em.fork().execute<{ name: string; bypasses: boolean; owned: number }[]>(
    `select current_user as name, (rolsuper or rolbypassrls) as bypasses,
       (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member')) as owned
     from pg_roles where rolname = current_user`,
  );
  const problems: string[] = [];
  if (!role || role.bypasses) {
    problems.push(`role ${role?.name} is a superuser or has BYPASSRLS`);
  }
  if (role && role.owned > 0) {
    problems.push(`role ${role.name} owns ${role.owned} tables, so it could switch the policies off`);
  }
  return problems;
}

/** Permissive policies add up, so one that forgets the company opens its table; a member may also SET ROLE. */
async function policyProblems(orm: MikroORM): Promise<string[]> {
  const passed = await orm.em.fork().execute<{ role: string; name: string; policy: string }[]>(
    `select current_user as role, c.relname as name, p.polname as policy
     from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and p.polpermissive
       and exists (select 1 from unnest(p.polroles) r where r = 0 or pg_has_role(current_user, r, 'member'))
       and not (coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), '')
           like '%app.company_id%'
         and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid), '')
           like '%app.company_id%')
     order by c.relname, p.polname`,
  );
  const owned = passed.filter(({ name }) => !globalTables.includes(name));
  const [first] = owned;
  if (!first) {
    return [];
  }

  const where = owned.map(({ name, policy }) => `${name}: ${policy}`).join(', ');
  return [
    `role ${first.role} passes the company policy of ${owned.length} tables (${where}); the app's role must be one of its own`,
  ];
}

async function tableProblems(orm: MikroORM): Promise<string[]> {
  const tables = await orm.em.fork().execute<{ name: string; forced: boolean; bound: boolean }[]>(
    `select coalesce((select parent.relname from pg_inherits i join pg_class parent on parent.oid = i.inhparent
         where i.inhrelid = c.oid and c.relispartition), c.relname) as name,
       (c.relrowsecurity and c.relforcerowsecurity) as forced,
       exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
         and p.qual like '%app.company_id%') as bound
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p')`,
  );
  return tables
    .filter((table) => !globalTables.includes(table.name))
    .flatMap((table) => [
      ...(table.forced ? [] : [`table ${table.name} does not force row-level security`]),
      ...(table.bound ? [] : [`table ${table.name} has no company policy`]),
    ]);
}
