import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { findTestBrowser } from '../support/test-browser.ts';
import { connectBot, type ScriptedBot } from './scripted-bot.ts';

const token = '7001002003:scripted-bot-token';

/** How the page is looked at. */
export interface Visit {
  readonly width?: number;
  readonly height?: number;
  readonly path?: string;
  readonly colorScheme?: 'light' | 'dark';
}

/** A sandbox with one scripted bot, and a browser to visit its phones page with. */
export interface PhonesStage {
  readonly sandbox: Sandbox;
  readonly bot: ScriptedBot;
  /** Opens the page as somebody who was never here; whatever the page reports as an error makes `stop` fail. */
  visit(options?: Visit): Promise<Page>;
  /** Asks the sandbox's control API. @throws Error when it refuses */
  control<Answer>(path: string, body?: object): Promise<Answer>;
  stop(): Promise<void>;
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What stands in the way of people with a reader or a keyboard, as axe finds it: serious and critical only. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html}`));
}

/** Starts the sandbox, the bot and a browser. */
export async function openStage(): Promise<PhonesStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sauda-phones-'));
  const sandbox = await startSandbox({
    pace: 'test',
    telegramBots: [{ token, username: 'sauda_scripted_bot', name: 'Sauda' }],
  });
  const browser = await launch(dataDir);
  const bot = connectBot(sandbox.urls.telegram, token);
  const problems: string[] = [];

  return {
    sandbox,
    bot,
    visit: async ({ width = 1440, height = 900, path = '', colorScheme = 'light' } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, locale: 'ru-KZ', colorScheme });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto(`${sandbox.urls.phones}/${path}`);
      return page;
    },
    control: async <Answer>(path: string, body?: object) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(`${sandbox.url}/_control${path}`, body ? init : {});
      if (!response.ok) {
        throw new Error(`${path}: ${await response.text()}`);
      }
      return (await response.json()) as Answer;
    },
    stop: async () => {
      await bot.stop();
      await browser.close();
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true });
      if (problems.length > 0) {
        throw new Error(`the page reported: ${problems.join('; ')}`);
      }
    },
  };
}

async function launch(dataDir: string): Promise<Browser> {
  const found = await findTestBrowser(dataDir);
  const args = [...found.args, '--no-sandbox'];
  return chromium.launch({ executablePath: found.executablePath, args, env: { ...found.env } });
}
