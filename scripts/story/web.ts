/** From the chat to the web admin: the link signs in once, and the API answers. */
import type { Step, Tale } from './tale.ts';
import { textOf } from './telegram-chat.ts';

/** The link from the bot, its page, the sign-in, a second use that is refused, and the order read over the API. */
export function webSteps({ chat, say, shop }: Tale): Step[] {
  return [
    {
      name: 'web: link, sign-in, the API answers',
      run: async () => {
        await chat.say('/web');
        const [opening = ''] = say('access-web-link', { until: '|' }).split('|');
        const { message } = await chat.answer(opening);
        const [link = '', origin = '', token = ''] =
          /(https?:\/\/[^/\s]+)\/admin\/sign-in\?token=([\w-]+)/.exec(textOf(message)) ?? [];
        await demandPage(link);
        const cookie = await signIn(origin, token);
        const me = await read<{ company: { name: string } }>(`${origin}/api/v1/me`, cookie);
        const orders = await read<{ items: { code: string }[] }>(`${origin}/api/v1/orders`, cookie);
        if (me.company.name !== shop.name || orders.items.length !== 1) {
          throw new Error(`The API shows ${me.company.name} with ${orders.items.length} orders.`);
        }
        await demandRefusal(origin, token);
      },
    },
  ];
}

async function demandPage(link: string): Promise<void> {
  const page = await fetch(link);
  if (!page.ok || !(await page.text()).includes('<div id="root"')) {
    throw new Error(`The page behind the link answers ${page.status}: ${link}`);
  }
}

async function signIn(origin: string, token: string): Promise<string> {
  const response = await redeem(origin, token);
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!response.ok || cookie === undefined) {
    throw new Error(`The sign-in answers ${response.status}: ${await response.text()}`);
  }
  return cookie;
}

async function demandRefusal(origin: string, token: string): Promise<void> {
  const { ok } = await redeem(origin, token);
  if (ok) {
    throw new Error('The sign-in link worked twice.');
  }
}

function redeem(origin: string, token: string): Promise<Response> {
  return fetch(`${origin}/api/v1/sign-in-links/use`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  });
}

async function read<Answer>(url: string, cookie: string): Promise<Answer> {
  const response = await fetch(url, { headers: { cookie } });
  if (!response.ok) {
    throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as Answer; // The shapes are those of the OpenAPI document.
}
