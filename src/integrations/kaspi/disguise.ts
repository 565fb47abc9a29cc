import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted } from './unless-aborted.ts';

/** Milliseconds; people do not ask at even distances (KSP-4). */
const pauses = { shortest: 10, longest: 300 } as const;

/** Desktop browsers as they introduce themselves. */
const browsers: readonly Readonly<Record<string, string>>[] = [
  chromium({ system: 'Windows NT 10.0; Win64; x64', platform: 'Windows', version: 140 }),
  chromium({ system: 'Windows NT 10.0; Win64; x64', platform: 'Windows', version: 139 }),
  chromium({ system: 'Macintosh; Intel Mac OS X 10_15_7', platform: 'macOS', version: 140 }),
  chromium({ system: 'X11; Linux x86_64', platform: 'Linux', version: 139 }),
  firefox('Windows NT 10.0; Win64; x64', 143),
  firefox('Macintosh; Intel Mac OS X 10.15', 142),
];

const languages = ['ru-RU,ru;q=0.9,kk;q=0.8,en;q=0.7', 'ru,kk;q=0.9,en;q=0.8', 'ru-KZ,ru;q=0.9,en-US;q=0.8,en;q=0.7'];

/** Waits a short time of uneven length; before the turn is taken, so that the pace stays even. */
export async function pauseLikePeople(signal: AbortSignal | undefined): Promise<void> {
  const { shortest, longest } = pauses;
  await unlessAborted(sleep(shortest + Math.random() * (longest - shortest)), signal);
}

/** The browser that a route passes for; always the same one. */
export function routeHeaders(key: string): Readonly<Record<string, string>> {
  const number = [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return {
    ...browsers[number % browsers.length],
    'accept-language': languages[Math.floor(number / browsers.length) % languages.length] ?? '',
  };
}

function chromium({ system, platform, version }: { system: string; platform: string; version: number }) {
  const engine = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  return {
    'user-agent': `Mozilla/5.0 (${system}) ${engine} Chrome/${version}.0.0.0 Safari/537.36`,
    'sec-ch-ua': `"Chromium";v="${version}", "Google Chrome";v="${version}", "Not?A_Brand";v="24"`,
    'sec-ch-ua-mobile': '?0',
    'sec-ch-ua-platform': `"${platform}"`,
  };
}

function firefox(system: string, version: number) {
  return { 'user-agent': `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0` };
}
