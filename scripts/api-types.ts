import { readFile, writeFile } from 'node:fs/promises';
import openapiTs, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { describeRoutes } from './describe-routes.ts';

const target = new URL('../admin-web/src/api.gen.ts', import.meta.url);
const header = '/** The API’s types, generated from its OpenAPI document: npm run api:types. */\n';
const text = header + astToString(await openapiTs(describeRoutes() as OpenAPI3));

if (process.argv.includes('--check')) {
  const present = await readFile(target, 'utf8').catch(() => '');
  if (present !== text) {
    console.error('admin-web/src/api.gen.ts differs from the routes: run npm run api:types and commit it.');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, text);
  console.log('Written: admin-web/src/api.gen.ts.');
}
