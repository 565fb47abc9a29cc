import { CookieJar } from 'tough-cookie';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { CabinetLogin, CabinetPending, CabinetSession, CabinetSignIn } from '../../stores/store.ports.ts';
import { blockedBy, isHtml, type KaspiReply, peekJson, readJson } from './answers.ts';
import { cabinetHeaders, signInHeaders } from './browser-headers.ts';
import { COOL_DOWN_SECONDS } from './cabinet-answer.ts';
import { collectCookies, keepJar, openJar } from './cookies.ts';
import type { KaspiConfig } from './kaspi-config.ts';
import type { KaspiHttp } from './kaspi-http.ts';
import { isObject, looseNumber, looseText } from './loose-fields.ts';

const MAX_REDIRECTS = 12;
/** Statuses with which Kaspi refuses what was typed. */
const REFUSALS = new Set([400, 401, 422]);
const SESSION_COOKIES = new Set(['mc-session', 'mc-sid']);

/** The plain-HTTP sign-in of the cabinet: password or phone, code, then OAuth redirects walked by hand (contract 3.1). */
export class CabinetSignInFlow {
  readonly #http: KaspiHttp;
  readonly #config: KaspiConfig;

  constructor(http: KaspiHttp, config: KaspiConfig) {
    this.#http = http;
    this.#config = config;
  }

  /** First step; ends here, or names the channel on which the code comes. */
  async start(login: CabinetLogin, signal?: AbortSignal): Promise<CabinetSignIn> {
    const jar = new CookieJar();
    const isByPhone = 'phone' in login;
    const body = isByPhone ? { _ph: spellPhone(login.phone) } : { _u: login.email, _p: login.password, _r_d: false };
    const answer = await this.#post(jar, { endpoint: 'signIn.start', body, signal }, (reply) =>
      readStep(reply, () => marketplaceErrors.invalidCredentials()),
    );
    if (answer.redirectUrl !== undefined) {
      return { kind: 'signed-in', session: await this.#authorise(jar, signal) };
    }

    const channel = isByPhone ? 'sms' : 'email';
    const name = isByPhone ? login.phone : login.email;
    return { kind: 'code-needed', channel, pending: { channel, login: name, cookies: keepJar(jar) } };
  }

  /** Second step, also after a restart. */
  async finish(pending: CabinetPending, code: string, signal?: AbortSignal): Promise<CabinetSession> {
    const jar = openJar(pending.cookies);
    const typed = code.replaceAll(/\s/g, '');
    const body = pending.channel === 'sms' ? { _c: typed } : { _u: pending.login, _m_c: typed, _r_d: true };
    const answer = await this.#post(jar, { endpoint: 'signIn.code', body, signal }, (reply) =>
      readStep(reply, () => marketplaceErrors.codeWrong()),
    );
    if (answer.redirectUrl === undefined) {
      throw marketplaceErrors.codeWrong();
    }

    return this.#authorise(jar, signal);
  }

  /** Lets the cabinet recognise the signed-in browser: its authorisation page, the sign-in host, and back. */
  async #authorise(jar: CookieJar, signal: AbortSignal | undefined): Promise<CabinetSession> {
    const { cabinetUrl, idUrl, storefrontUrl } = this.#config;
    const home = `${storefrontUrl}/mc/`;
    let at = `${cabinetUrl}/oauth2/authorization/1?redirectUrl=${encodeURIComponent(home)}`;
    for (let step = 0; step < MAX_REDIRECTS && this.#isOnTheWay(at); step++) {
      const next = await this.#walk(jar, at, signal);
      if (next === undefined) {
        break;
      }

      at = next;
    }

    // Who was not recognised is left on the sign-in host, with a cabinet cookie that is worth nothing.
    const isBack = !at.startsWith(`${idUrl}/`);
    if (!isBack || !jar.getCookiesSync(`${cabinetUrl}/`).some(({ key }) => SESSION_COOKIES.has(key))) {
      throw marketplaceErrors.badAnswer({ endpoint: 'signIn.oauth' });
    }

    return { cookies: keepJar(jar) };
  }

  /** One step of the walk: where it leads next, or nothing when it ends here. */
  #walk(jar: CookieJar, url: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    const request = {
      ...this.#request('signIn.oauth', signal),
      method: 'GET' as const,
      url,
      headers: {
        ...cabinetHeaders(this.#config.storefrontUrl, jar.getCookieStringSync(url)),
        accept: 'text/html,application/xhtml+xml',
      },
    };
    return this.#http.send(request, (reply) => {
      collectCookies(jar, url, reply.headers);
      refuseOthers(reply);
      const location = reply.headers.get('location');
      return location === null ? undefined : new URL(location, url).href;
    });
  }

  #isOnTheWay(url: string): boolean {
    const { cabinetUrl, idUrl } = this.#config;
    return url.startsWith(`${cabinetUrl}/`) || url.startsWith(`${idUrl}/`);
  }

  #post<Result>(jar: CookieJar, step: SignInStep, read: (reply: KaspiReply) => Result): Promise<Result> {
    const url = `${this.#config.idUrl}/api/p/login`;
    const request = {
      ...this.#request(step.endpoint, step.signal),
      method: 'POST' as const,
      url,
      headers: signInHeaders(this.#config.idUrl, jar.getCookieStringSync(url)),
      body: JSON.stringify(step.body),
    };
    return this.#http.send(request, (reply) => {
      collectCookies(jar, url, reply.headers);
      return read(reply);
    });
  }

  #request(endpoint: string, signal: AbortSignal | undefined) {
    return {
      endpoint,
      lane: { name: 'cabinet', perSecond: this.#config.pace.cabinetPerSecond },
      // A second try would send a second code; the walk carries one-time codes.
      kind: 'writes' as const,
      timeoutMs: this.#config.timeouts.readMs,
      coolDownSeconds: COOL_DOWN_SECONDS,
      signal,
    };
  }
}

interface SignInStep {
  readonly endpoint: string;
  readonly body: object;
  readonly signal: AbortSignal | undefined;
}

/** `+77011234567` as the sign-in page writes it: `+7 (701) 123-45-67`. */
function spellPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '').slice(-10);
  return digits.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 ($1) $2-$3-$4');
}

function readStep(reply: KaspiReply, refusal: () => Error): { redirectUrl: string | undefined } {
  if (isHtml(reply)) {
    throw blockedBy(reply);
  }

  refuseFlood(peekJson(reply));
  if (isForgotten(reply)) {
    throw marketplaceErrors.sessionExpired();
  }

  if (REFUSALS.has(reply.status)) {
    throw refusal();
  }

  refuseOthers(reply);
  const answer = readJson(reply);
  return { redirectUrl: isObject(answer) ? looseText.parse(answer.redirectUrl) : undefined };
}

/** What says nothing of the password or the code: being kept out, or an answer nobody knows. */
function refuseOthers(reply: KaspiReply): void {
  if (reply.status === 403) {
    throw blockedBy(reply, COOL_DOWN_SECONDS);
  }

  if (reply.status >= 400) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }
}

/** The half-done sign-in is gone on Kaspi's side; another code would not help, only a new start. */
function isForgotten(reply: KaspiReply): boolean {
  const answer = peekJson(reply);
  return reply.status >= 400 && isObject(answer) && /SESSION|EXPIRED/.test(looseText.parse(answer.errorCode) ?? '');
}

function refuseFlood(answer: unknown): void {
  if (!isObject(answer)) {
    return;
  }

  const wait = isObject(answer.errorData) ? looseNumber.parse(answer.errorData.breakTimeSeconds) : undefined;
  const code = looseText.parse(answer.errorCode) ?? '';
  if (wait !== undefined || /FLOOD|TOO_MANY/.test(code)) {
    throw marketplaceErrors.codeFlood(wait === undefined ? {} : { waitSeconds: wait });
  }
}
