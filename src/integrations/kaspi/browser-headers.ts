/** Kaspi silently drops the default agents of HTTP libraries, so every request looks like a desktop browser (contract 1.1). */
export const browserHeaders: Readonly<Record<string, string>> = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'accept-language': 'ru-RU,ru;q=0.9,kk;q=0.8,en;q=0.7',
};

/** What the storefront's own page sends along; without these the offers answer 403 (contract 3.5). */
export function storefrontHeaders(
  storefrontUrl: string,
  card: { readonly masterSku: string; readonly cityId: string; readonly origin: string },
) {
  return {
    ...browserHeaders,
    accept: 'application/json, text/*',
    'content-type': 'application/json; charset=UTF-8',
    origin: card.origin,
    referer: `${storefrontUrl}/shop/p/-${encodeURIComponent(card.masterSku)}/?c=${encodeURIComponent(card.cityId)}`,
    'x-ks-city': card.cityId,
    'sec-fetch-dest': 'empty',
    'sec-fetch-mode': 'cors',
    'sec-fetch-site': 'same-origin',
  };
}

/** What the cabinet's page sends along (contract 3.1). */
export function cabinetHeaders(storefrontUrl: string, cookie: string) {
  const origin = new URL(storefrontUrl).origin;
  return {
    ...browserHeaders,
    accept: 'application/json, text/plain, */*',
    'x-auth-version': '3',
    origin,
    referer: `${origin}/`,
    ...(cookie !== '' && { cookie }),
  };
}

/** What the sign-in page sends along. */
export function signInHeaders(idUrl: string, cookie: string) {
  return {
    ...browserHeaders,
    accept: 'application/json, text/plain, */*',
    'content-type': 'application/json; charset=UTF-8',
    origin: new URL(idUrl).origin,
    referer: `${idUrl}/login`,
    ...(cookie !== '' && { cookie }),
  };
}
