import { Agent, request } from 'undici';

/** The least a client can do with the same cards: ask and parse, so many at once. */
export async function bareLoop(
  url: string,
  { cards, concurrency }: { readonly cards: number; readonly concurrency: number },
): Promise<void> {
  const dispatcher = new Agent({ connections: concurrency });
  let next = 0;
  const lane = async () => {
    for (let card = next++; card < cards; card = next++) {
      const masterSku = String(200_000_000 + card);
      const { body } = await request(`${url}/kaspi/yml/offer-view/offers/${masterSku}`, {
        dispatcher,
        method: 'POST',
        headers: headersFor(url, masterSku),
        body: JSON.stringify({ cityId: '750000000', id: masterSku, limit: 50, page: 0, sortOption: 'PRICE' }),
      });
      const answer = (await body.json()) as { offers: { merchantId: string; price: number }[] };
      if (answer.offers.length === 0) {
        throw new Error(`card ${masterSku} has no offers`);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  await dispatcher.close();
}

function headersFor(url: string, masterSku: string): Record<string, string> {
  return {
    'user-agent': 'Mozilla/5.0 (X11; Linux x64)',
    'content-type': 'application/json; charset=UTF-8',
    origin: url,
    referer: `${url}/kaspi/p/-${masterSku}/?c=750000000`,
    'x-ks-city': '750000000',
    'sec-fetch-dest': 'empty',
    'sec-fetch-mode': 'cors',
    'sec-fetch-site': 'same-origin',
  };
}
