import { CookieJar } from 'tough-cookie';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { ReplyHeaders } from './answers.ts';

/** Reads a jar that was kept as text. @throws marketplace.sessionExpired when the text is no jar: only a new sign-in helps */
export function openJar(kept: string): CookieJar {
  try {
    return CookieJar.deserializeSync(kept);
  } catch (cause) {
    throw marketplaceErrors.sessionExpired({}, cause);
  }
}

/** The jar as text that survives a restart. */
export function keepJar(jar: CookieJar): string {
  return JSON.stringify(jar.serializeSync());
}

/** Takes in what an answer set; a cookie meant for another host is ignored, as a browser would. */
export function collectCookies(jar: CookieJar, url: string, headers: ReplyHeaders): void {
  for (const line of [headers['set-cookie'] ?? []].flat()) {
    jar.setCookieSync(line, url, { ignoreError: true });
  }
}
