import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { emptyFolder, type Product, startProduct } from '../../scripts/story/product-process.ts';
import { until } from '../../scripts/story/until.ts';
import { builtAdmin } from '../support/built-admin.ts';
import { processesOf } from './left-behind.ts';

let folder: string;
let product: Product;

beforeEach(async () => {
  folder = await emptyFolder('sauda-broken-');
});

afterEach(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

const postgres = async () => (await processesOf(folder)).filter((command) => command.includes('postgres'));

describe('a start that is broken off', () => {
  it('by SIGTERM while the database comes up leaves no process', async () => {
    product = startProduct({ dataDir: folder, by: 'node' });
    await until({ what: 'the database of a start' }, async () => ((await postgres()).length > 0 ? true : undefined));
    expect(await product.stop('SIGTERM')).toBe(0);
    expect(await processesOf(folder)).toEqual([]);
  }, 60_000);

  it('by SIGTERM while the demo is being made leaves no process, and the next start makes it whole', async () => {
    const ADMIN_DIST = await builtAdmin();
    product = startProduct({ dataDir: folder, by: 'node', env: { LOG_LEVEL: 'info', ADMIN_DIST } });
    await until({ what: 'the schema' }, async () =>
      product.lines.some((line) => line.includes('schema up to date')) ? true : undefined,
    );
    expect(await product.stop('SIGTERM')).toBe(0);
    expect(await processesOf(folder)).toEqual([]);
    product = startProduct({ dataDir: folder, by: 'node', env: { ADMIN_DIST } });
    expect(await product.ready()).toContain('Sauda is ready');
  }, 90_000);

  it('by its own failure says why and leaves no process', async () => {
    product = startProduct({ dataDir: folder, by: 'node', env: { ADMIN_DIST: `${folder}/not-there` } });
    await expect(product.ready()).rejects.toThrow(/not-there/);
    expect(await product.stop()).toBe(1);
    expect(await processesOf(folder)).toEqual([]);
  }, 60_000);
});
