import { dropServer } from './postgres-run.ts';

/** Leaves neither a server nor a folder behind. */
// biome-ignore lint/style/noDefaultExport: Jest calls the default export.
export default async function globalTeardown(): Promise<void> {
  await dropServer();
}
