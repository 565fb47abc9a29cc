/** The seller bot: its features gathered, and the jobs that keep its messages up to date. */
import type { JobDefinition } from '#src/platform/jobs/define-job.ts';
import { accessFeature } from './access/index.ts';
import { createImportCardJob } from './catalog/import-card.job.ts';
import { catalogFeature } from './catalog/index.ts';
import { companiesFeature } from './companies/index.ts';
import { createWhatsAppCardJob, messagingFeature } from './messaging/index.ts';
import { ordersFeature } from './orders/index.ts';
import { pricingFeature } from './pricing/index.ts';
import type { SellerDeps, SellerFeature } from './seller-deps.ts';
import { storesFeature } from './stores/index.ts';

/** The name of the bot's first screen. */
export const SELLER_HOME = 'home';

/** Every feature of the seller bot; the main menu and the product card are made of what the features bring. */
export function createSellerFeatures(deps: SellerDeps): SellerFeature[] {
  const importCard = createImportCardJob(deps);
  const operations = [pricingFeature(deps), ordersFeature(deps), messagingFeature(deps)];
  const describe = operations.flatMap((feature) => feature.describeListing ?? []);
  const records = [storesFeature(deps, importCard), catalogFeature(deps, { importCard, describe })];
  const parts = [...records, ...operations].flatMap((feature) => feature.home ?? []);
  return [accessFeature(deps), companiesFeature(deps, parts), ...records, ...operations];
}

/** The jobs of the seller bot. */
export function sellerJobs(deps: Pick<SellerDeps, 'api' | 'words' | 'clock'>): JobDefinition[] {
  return [createImportCardJob(deps), createWhatsAppCardJob(deps)];
}
