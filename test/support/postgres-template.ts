import { existsSync } from 'node:fs';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';

type TemplateModule = { migrateTemplate: (urls: DatabaseUrls) => Promise<void> };

const templateFile = new URL('./template.ts', import.meta.url);

/** Runs `migrateTemplate` of test/support/template.ts, where the application's tables come from, if it is there. */
export async function migrateTemplateIfAny(urls: DatabaseUrls): Promise<void> {
  if (!existsSync(templateFile)) {
    return;
  }

  const { migrateTemplate } = (await import(templateFile.href)) as TemplateModule;
  await migrateTemplate(urls);
}
