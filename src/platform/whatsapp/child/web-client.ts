import wweb, { type Client } from 'whatsapp-web.js';
import type { SessionSettings } from '../child-protocol.ts';
import { compatScript } from './compat.ts';
import { interceptSite } from './interception.ts';

const protocolTimeoutMs = 60_000;
const authTimeoutMs = 90_000;

/** The library's page and browser, typed by the library itself. */
export type Page = NonNullable<Client['pupPage']>;
export type Browser = NonNullable<Client['pupBrowser']>;

/** What is watched from the moment the browser runs, before any page is opened. */
export interface BrowserHooks {
  onBrowser(pid: number): void;
  onLost(reason: string): void;
  onPasskey(): void;
  /** The page shows another document; whatever was in the last one is gone. */
  onDocument(): void;
}

/** Creates the library's client: one browser, our profile, no cache, no signal handlers, our repairs in every document. */
export function createWebClient(sessionId: string, settings: SessionSettings, hooks: BrowserHooks): Client {
  const auth = new wweb.LocalAuth({ clientId: sessionId, dataPath: settings.dataPath });
  const client = new wweb.Client({
    authStrategy: auth,
    webVersionCache: { type: 'none' }, // Its local cache writes before `ready`, and hangs there when it cannot.
    authTimeoutMs,
    puppeteer: {
      executablePath: settings.browser.executablePath,
      env: { ...settings.browser.env },
      headless: true,
      pipe: true, // The browser dies with this process, however it ends.
      protocolTimeout: protocolTimeoutMs, // Calls into a crashed page would hang for three minutes.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      acceptInsecureCerts: settings.acceptInsecureCerts,
      args: [...settings.browser.args, ...settings.extraArgs],
    },
  });
  auth.afterBrowserInitialized = async () => {
    const { pupBrowser, pupPage } = client;
    if (pupBrowser && pupPage) {
      watchBrowser(pupBrowser, pupPage, hooks);
      await preparePage(pupPage, settings, hooks);
    }
  };
  // The library would delete the profile under a running browser; ours goes after the browser has.
  auth.logout = async () => undefined;
  return client;
}

// The library has no event for either: a killed browser leaves rejecting calls, a crashed page hanging ones.
function watchBrowser(browser: Browser, page: Page, hooks: BrowserHooks): void {
  hooks.onBrowser(browser.process()?.pid ?? 0);
  browser.on('disconnected', () => hooks.onLost('the browser is gone'));
  page.on('error', (error) => hooks.onLost(`the page crashed: ${error.message}`));
}

async function preparePage(page: Page, settings: SessionSettings, hooks: BrowserHooks): Promise<void> {
  await watchDocuments(page, hooks);
  await page.exposeFunction('onPasskeyAskedEvent', () => hooks.onPasskey());
  await page.evaluateOnNewDocument(compatScript());
  if (settings.interceptionUrl) {
    await interceptSite(page, settings.interceptionUrl);
  }
}

// Asked of the browser itself: puppeteer's own event comes for a move within the document too.
async function watchDocuments(page: Page, hooks: BrowserHooks): Promise<void> {
  const session = await page.createCDPSession();
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId === undefined) {
      hooks.onDocument();
    }
  });
  await session.send('Page.enable');
}
