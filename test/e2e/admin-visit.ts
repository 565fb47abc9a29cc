import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import type { Role } from '#src/companies/index.ts';
import { adminRoutes } from '#src/platform/http/admin.routes.ts';
import { anApi, type TestApi } from '../support/api.ts';
import { builtAdmin } from '../support/built-admin.ts';
import type { TestCompany } from '../support/company.ts';
import { findTestBrowser } from '../support/test-browser.ts';

/** The built admin over the real API, and a browser to visit it with. */
export interface AdminStage {
  readonly api: TestApi;
  readonly builtDir: string;
  /** Opens the admin as a new member with a role, through a sign-in link. */
  visit(shop: TestCompany, role: Role, options?: BrowserContextOptions): Promise<Page>;
  /** Opens an address as somebody who is not signed in. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Ends everything. @throws Error when a page reported an error of its own */
  stop(): Promise<void>;
}

/** Builds the admin, starts the API and a browser. */
export async function openAdmin(shop: TestCompany): Promise<AdminStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sauda-admin-'));
  const builtDir = await builtAdmin();
  const api = await anApi(shop, { others: [await adminRoutes({ builtDir })] });
  const browser = await launch(dataDir);
  const problems: string[] = [];
  const open: AdminStage['open'] = async (path, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      // A refused request is written to the console by the browser itself.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        problems.push(message.text());
      }
    });
    await page.goto(`${api.url}${path}`);
    return page;
  };
  return {
    api,
    builtDir,
    open,
    visit: async (company, role, options) => open(`/admin/sign-in?token=${await api.link(company, role)}`, options),
    stop: async () => {
      await browser.close();
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
