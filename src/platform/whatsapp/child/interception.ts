import type { Page } from './web-client.ts';

type HTTPRequest = Awaited<ReturnType<Page['waitForRequest']>>;

const site = 'https://web.whatsapp.com';

/** Answers every request for web.whatsapp.com from a plain http address, so that the browser itself opens no https connection. */
export async function interceptSite(page: Page, baseUrl: string): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    // A page that closes meanwhile takes its request along; there is nobody left to tell.
    answer(request, baseUrl).catch(() => request.abort().catch(() => undefined));
  });
}

async function answer(request: HTTPRequest, baseUrl: string): Promise<void> {
  const url = request.url();
  if (!url.startsWith(`${site}/`)) {
    await request.continue();
    return;
  }

  const content = request.postData();
  const type = request.headers()['content-type'];
  const reply = await fetch(`${baseUrl}${url.slice(site.length)}`, {
    method: request.method(),
    ...(type ? { headers: { 'content-type': type } } : {}),
    ...(content === undefined ? {} : { body: content }),
  });
  await request.respond({
    status: reply.status,
    contentType: reply.headers.get('content-type') ?? 'text/plain',
    body: new Uint8Array(await reply.arrayBuffer()),
  });
}
