import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { EntityMetadata } from '@mikro-orm/core';
import { entities } from '#src/entities.ts';
import { globalTables } from '#src/platform/db/boot-checks.ts';
import { COMPANY_SETTING } from '#src/platform/db/company-owned.ts';
import { openOrm } from '#src/platform/db/orm.ts';
import { workerDatabase } from '../support/postgres.ts';

const root = join(import.meta.dirname, '../..');

/** Every table without a company, and why it may do without. */
const tablesOfNobody: Readonly<Record<string, string>> = {
  migrations: 'what ran on this database',
  installation: 'what this database is for',
  pace_lanes: 'turns that all processes share',
  proxies: 'staff lend them to companies; addresses are sealed',
  persons: 'a person may work in several companies',
  person_phones: 'of a person',
  telegram_identities: 'of a person, known before any company is',
  telegram_updates: "a bot's inbox, read before the company is known; payloads are sealed",
  telegram_chats: 'turns in that inbox',
  telegram_dialogues: 'dialogues of people who may have no company yet; states are sealed',
  sign_in_links: 'of a person',
  web_sign_ins: 'of a person',
  card_offers: 'what a marketplace shows to everybody',
  offer_observations: 'what a marketplace showed to everybody',
  offer_days: 'what a marketplace showed to everybody on a day',
  commission_rates: 'what a marketplace charges everybody',
  delivery_tariffs: 'what a marketplace charges everybody',
  tax_rates: 'the law of a country',
};

/** Files that reach across companies, and what for. `inSystem` may be used or handed on nowhere else. */
const acrossCompanies: Readonly<Record<string, string>> = {
  'src/platform/db/scope.ts': 'declares it',
  'src/platform/db/database.ts': 'makes it',
  'src/platform/db/company-owned.ts': 'explains its policy',
  'src/platform/jobs/define-job.ts': 'hands it to jobs',
  'src/platform/events/deliver-events.ts': 'takes due events of every company',
  'src/platform/telegram/inbox.ts': 'the inbox belongs to no company',
  'src/platform/telegram/chats.ts': 'chats belong to no company',
  'src/platform/telegram/dialogue-states.ts': 'dialogues begin before a company is known',
  'src/platform/telegram/forget-old-chats.ts': 'erases old chat data of everybody',
  'src/platform/pace/database-lanes.ts': 'takes turns that all processes share',
  'src/stores/proxies/proxy-source.ts': 'the pool of proxies belongs to no company',
  'src/access/resolve-visitor.ts': 'finds out in which companies a visitor works',
  'src/access/telegram-identity.ts': 'people belong to no company',
  'src/access/web-sign-in.ts': 'a browser signs in before a company is known',
  'src/economics/seed-tariffs.ts': 'rates belong to no company',
  'src/orders/order.jobs.ts': 'selects stores whose orders are due',
  'src/pricing/pricing.jobs.ts': 'selects stores whose checks are due',
  'src/pricing/history/open-offer-days.ts': 'the history of cards belongs to no company',
  'src/pricing/history/keep-history.ts': 'the history of cards belongs to no company',
  'src/pricing/feed/find-feed-by-token.ts': 'whoever fetches a price list names nothing but its token',
  'src/pricing/diagnosis/add-repricer-gauges.ts': 'measures the repricer of the whole installation',
  'src/messaging/message.jobs.ts': 'takes due messages of every company',
  'src/messaging/whatsapp-service.ts': 'leases wanted sessions of every company',
  'src/app.ts': 'composition',
  'src/app/bots.ts': 'composition',
  'src/app/jobs.ts': 'composition',
  'src/app/house.ts': 'composition',
  'src/app/installation.ts': 'marks the installation',
  'src/app/seed-demo.ts': 'marks the demo as made',
  'src/app/web.ts': 'composition',
  'src/app/whatsapp.ts': 'composition',
  'src/api.ts': 'composition',
  'bots/telegram/build-bots.ts': 'hands it to chats and dialogues',
  'bots/telegram/host.ts': 'hands it to the inbox',
  'bots/telegram/seller/seller-deps.ts': 'hands it to sign-up, which begins before a company is known',
};

/** Files that may open an ORM or a connection of their own; everybody else gets data through a scope. */
const ownConnections: Readonly<Record<string, string>> = {
  'src/platform/db/orm.ts': 'opens the ORM',
  'src/platform/db/database.ts': 'makes the two doors',
  'src/platform/db/migrate.ts': 'migrates as the owner',
  'src/platform/db/boot-checks.ts': 'looks at roles and policies as the app',
};

async function walkMetadata(): Promise<EntityMetadata[]> {
  const orm = openOrm(await workerDatabase(), 'appUrl', entities);
  try {
    return [...orm.getMetadata().getAll().values()].filter(({ tableName }) => Boolean(tableName));
  } finally {
    await orm.close();
  }
}

async function sourcesThatSay(pattern: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const folder of ['src', 'bots']) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const path = join(root, folder, file);
      if (pattern.test(await readFile(path, 'utf8'))) {
        found.push(relative(root, path));
      }
    }
  }
  return found.sort();
}

describe('every entity', () => {
  it('forces the policy of its company, or is named among the tables of nobody', async () => {
    const loose = (await walkMetadata()).filter((meta) => !isOfCompany(meta)).map(({ tableName }) => tableName);
    expect(loose.sort()).toEqual(
      Object.keys(tablesOfNobody)
        .filter((name) => name !== 'migrations')
        .sort(),
    );
  });

  it('of a company has no policy that lets the app see another one', async () => {
    for (const { tableName, policies = [] } of (await walkMetadata()).filter(isOfCompany)) {
      const open = policies.filter(({ roles }) => !roles?.length || roles.some((role) => /_app$|^public$/.test(role)));
      expect({ tableName, open }).toEqual({ tableName, open: [] });
    }
  });

  it('of a company has unique keys that begin with the company, save those on ids, so that no company meets another there', async () => {
    const orm = openOrm(await workerDatabase(), 'ownerUrl', []);
    const keys = await orm.em.fork().execute<{ table: string; columns: string }[]>(
      `select tablename as "table", substring(indexdef from '\\((.*?)\\)') as columns from pg_indexes
       where schemaname = 'public' and indexdef like 'CREATE UNIQUE%' and not ${isPartition}`,
    );
    await orm.close();
    const owned = keys.filter(({ table }) => !(table in tablesOfNobody));
    expect(owned.filter(({ columns }) => columns !== 'id' && !columns.startsWith('company_id'))).toEqual([]);
    expect(owned.length).toBeGreaterThan(40);
  });

  it('has a table that the database forces too, under the same list', async () => {
    expect([...globalTables].sort()).toEqual(Object.keys(tablesOfNobody).sort());
    const names = (await walkMetadata()).map(({ tableName }) => tableName);
    const orm = openOrm(await workerDatabase(), 'ownerUrl', []);
    try {
      const rows = await orm.em
        .fork()
        .execute<{ name: string }[]>(
          `select tablename as name from pg_tables where schemaname = 'public' and not ${isPartition}`,
        );
      expect(rows.map(({ name }) => name).sort()).toEqual(['migrations', ...names].sort());
    } finally {
      await orm.close();
    }
  });
});

describe('the sources', () => {
  it('reach across companies only where it is written down why', async () => {
    expect(await sourcesThatSay(/\b[iI]nSystem\b/)).toEqual(Object.keys(acrossCompanies).sort());
  });

  it('give a reason in words wherever they do', async () => {
    const bare = await sourcesThatSay(/\binSystem\((?!\s*(?:'[^']{8,}'|reason\b))(?!:)/);
    expect(bare).toEqual([]);
  });

  it('open no connection besides the doors', async () => {
    const opening = await sourcesThatSay(/\bnew MikroORM\(|\bMikroORM\.init\(|\bopenOrm\(|\bopenMigrator\(/);
    expect(opening.filter((file) => !(file in ownConnections))).toEqual([]);
    expect(opening.length).toBeGreaterThan(0);
  });

  it('switch the filter of the company off in one place', async () => {
    expect(await sourcesThatSay(/filters:\s*false|addFilter\(|setFilterParams\(|row_security/)).toEqual([
      'src/platform/db/database.ts',
    ]);
  });
});

/** A partition is what its table is. */
const isPartition =
  "(select relispartition from pg_class where oid = format('%I.%I', schemaname, tablename)::regclass)";

function isOfCompany(meta: EntityMetadata): boolean {
  const { rls } = meta.filters.company ?? {};
  const setting = typeof rls === 'object' ? rls.setting : undefined;
  const column = meta.tableName === 'companies' ? 'id' : 'companyId';
  return meta.rowLevelSecurity === 'force' && setting === COMPANY_SETTING && column in meta.properties;
}
