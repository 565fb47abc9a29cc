import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openData } from '../src/app/open-data.ts';
import { loadSecretsKey } from '../src/app/secrets-key.ts';
import { decideConfig } from '../src/config/config.ts';
import { readEnvironment } from '../src/config/env.ts';
import { isAppError } from '../src/kernel/errors.ts';
import { languages } from '../src/kernel/language.ts';
import { systemActor } from '../src/kernel/scope.ts';
import type { Database } from '../src/platform/db/database.ts';
import { createLogger } from '../src/platform/logging/logger.ts';
import { createWords } from '../src/platform/words/words.ts';
import { type CompanyRow, findCompanies } from './diagnose/find-companies.ts';
import { diagnoseRepricer } from './diagnose/repricer.ts';
import { type Question, Refusal, type Subject } from './diagnose/subject.ts';

/** Everything that can be diagnosed. */
const subjects: Readonly<Record<string, Subject>> = { repricer: diagnoseRepricer };

const usage = `Usage: npm run diagnose -- ${Object.keys(subjects).join('|')} [--company <name or id>] [--store <id>] [--listing <sku>] [--language ${languages.join('|')}]`;

try {
  await diagnose(readCommand(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof Refusal ? 2 : 1;
}

interface Command {
  readonly subject: Subject;
  readonly company: string | undefined;
  readonly question: Question;
}

/** @throws Refusal with the usage when the words can't be understood */
function readCommand(args: string[]): Command {
  const { positionals, values } = parse(args);
  const subject = subjects[positionals[0] ?? ''];
  const language = languages.find((one) => one === (values.language ?? 'ru'));
  if (!subject || positionals.length > 1 || !language) {
    throw new Refusal(usage);
  }

  if (values.store !== undefined && !z.uuid().safeParse(values.store).success) {
    throw new Refusal(`${values.store} is not the id of a store.`);
  }

  const words = createWords(new URL('../locales', import.meta.url).pathname);
  return {
    subject,
    company: values.company,
    question: { words, language, storeId: values.store, sku: values.listing },
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { company: text, store: text, listing: text, language: text };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n${usage}`);
  }
}

/** Opens the installation's own database as a start would, beside one that runs or alone, and asks it. */
async function diagnose({ subject, company, question }: Command): Promise<void> {
  const config = decideConfig(readEnvironment());
  const data = await openData(config, await loadSecretsKey(config), { logger: createLogger('warn') });
  try {
    const companies = await findCompanies(data.database, company);
    const asked = await askAll(data.database, { subject, question, companies });
    if (asked.length === 0) {
      throw new Refusal('There is no such store or listing in any company.');
    }
    console.log(asked.join('\n'));
  } finally {
    await data.stop();
  }
}

/** Asks every company; one that does not have the store or listing asked for is passed over. */
async function askAll(
  database: Database,
  { subject, question, companies }: { subject: Subject; question: Question; companies: readonly CompanyRow[] },
): Promise<string[]> {
  const lines: string[] = [];
  for (const { id, name } of companies) {
    const told = await database
      .inCompany(id, systemActor('diagnose'), (scope) => subject(scope, question))
      .catch(passOver);
    if (told) {
      lines.push(question.words.t(question.language, 'pricing-funnel-company', { company: name }), ...told, '');
    }
  }
  return lines;
}

function passOver(error: unknown): undefined {
  if (error instanceof Refusal || (isAppError(error) && error.status === 404)) {
    return undefined;
  }
  throw error;
}
