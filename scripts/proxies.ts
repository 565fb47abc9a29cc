import { readFile } from 'node:fs/promises';
import { openData } from '../src/app/open-data.ts';
import { loadSecretsKey } from '../src/app/secrets-key.ts';
import { decideConfig } from '../src/config/config.ts';
import { readEnvironment } from '../src/config/env.ts';
import { isAppError } from '../src/kernel/errors.ts';
import type { SystemScope } from '../src/platform/db/scope.ts';
import { createLogger } from '../src/platform/logging/logger.ts';
import type { SecretBox } from '../src/platform/secrets/secret-box.ts';
import {
  assignProxies,
  listProxies,
  loadProxies,
  type ProxyView,
  releaseProxies,
  retireProxy,
} from '../src/stores/index.ts';

/** `npm run proxies -- …`: the staff's hand on the pool of proxies of this installation's database. */
interface Work {
  readonly scope: SystemScope;
  readonly secrets: SecretBox;
}

const commands: Record<string, (work: Work, first: string, second: string) => Promise<string>> = {
  load: async ({ scope, secrets }, file) => {
    const list = await readFile(file, 'utf8');
    const { added, known, returned } = await loadProxies(scope, { list, secrets });
    return `${added} added, ${known} were there, ${returned} are back from retirement`;
  },
  list: async ({ scope }) => (await listProxies(scope)).map(lineOf).join('\n') || 'There are no proxies.',
  retire: async ({ scope }, label) => `${await retireProxy(scope, { label })} retired`,
  assign: async ({ scope }, companyId, count) => {
    const { assigned, missing } = await assignProxies(scope, { companyId, count: Number(count) });
    return `${assigned} assigned${missing > 0 ? `; ${missing} are missing: load more and repeat` : ''}`;
  },
  release: async ({ scope }, companyId) => `${await releaseProxies(scope, { companyId })} released`,
};
const usages = ['load <file>', 'list', 'retire <host:port>', 'assign <company id> <count>', 'release <company id>'];

const [name = '', ...given] = process.argv.slice(2);
const command = commands[name];
const wanted = (usages.find((usage) => usage.split(' ')[0] === name) ?? '').match(/</g)?.length ?? 0;
if (command && given.length === wanted && (name !== 'assign' || /^\d+$/.test(given[1] ?? ''))) {
  await run(command);
} else {
  console.error(usages.map((usage) => `npm run proxies -- ${usage}`).join('\n'));
  process.exitCode = 2;
}

async function run(wanted: (typeof commands)[string]): Promise<void> {
  const config = decideConfig(readEnvironment());
  const data = await openData(config, await loadSecretsKey(config), { logger: createLogger(config.logLevel) });
  try {
    const [first = '', second = ''] = given;
    const done = data.database.inSystem('staff tend the proxies', (scope) =>
      wanted({ scope, secrets: data.secrets }, first, second),
    );
    console.log(await done);
  } catch (error) {
    if (!isAppError(error)) {
      throw error;
    }
    console.error(`${error.code} ${JSON.stringify(error.params)}`);
    process.exitCode = 1;
  } finally {
    await data.stop();
  }
}

function lineOf(proxy: ProxyView): string {
  const { label, status, successes, errors, failuresInRow, lastFailure, assignedCompanyId } = proxy;
  const counts = `${successes} ok, ${errors} failed${failuresInRow > 0 ? ` (${failuresInRow} in a row)` : ''}`;
  return [label, status, counts, lastFailure ?? '', assignedCompanyId ?? 'everybody'].join('\t');
}
