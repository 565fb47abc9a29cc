import { once } from 'node:events';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright';
import { generate } from 'selfsigned';
import type { Chromium } from '#src/platform/browser/chromium.ts';

const greeting = 'opened by hand';

/** Drives a found browser to a local page and reads it there: what the browser can do, whatever its self-test says. */
export async function canOpen(found: Chromium, scheme: 'http' | 'https'): Promise<boolean> {
  const server = await serve(scheme);
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: { ...found.env },
  });
  try {
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    await page.goto(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return (await page.textContent('body')) === greeting;
  } catch {
    return false; // The page or the whole browser has died of it.
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function serve(scheme: 'http' | 'https') {
  const answer: RequestListener = (_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><body>${greeting}</body>`);
  };
  const server = scheme === 'http' ? createHttp(answer) : createHttps(await certificate(), answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function certificate() {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], { keyType: 'ec' });
  return { key, cert };
}
