import { createHash } from 'node:crypto';
import { CookieJar } from 'tough-cookie';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type {
  CabinetLogin,
  CabinetPending,
  CabinetSession,
  CabinetSignIn,
  OnBehalf,
} from '../../stores/store.ports.ts';
import { headerOf, type KaspiReply } from './answers.ts';
import { cabinetHeaders, signInHeaders } from './browser-headers.ts';
import { COOL_DOWN_SECONDS } from './cabinet-answer.ts';
import { collectCookies, keepJar, openJar } from './cookies.ts';
import type { KaspiConfig } from './kaspi-config.ts';
import type { KaspiHttp } from './kaspi-http.ts';
import { readStep, refuseOthers } from './sign-in-answer.ts';

const MAX_REDIRECTS = 12;
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
  async start(login: CabinetLogin & OnBehalf, signal?: AbortSignal): Promise<CabinetSignIn> {
    const visitor = { ...visitorOf('phone' in login ? login.phone : login.email, login), jar: new CookieJar() };
    const isByPhone = 'phone' in login;
    const body = isByPhone ? { _ph: spellPhone(login.phone) } : { _u: login.email, _p: login.password, _r_d: false };
    const answer = await this.#post(visitor, { endpoint: 'signIn.start', body, signal }, (reply) =>
      readStep(reply, () => marketplaceErrors.invalidCredentials()),
    );
    if (answer.redirectUrl !== undefined) {
      return { kind: 'signed-in', session: await this.#authorise(visitor, signal) };
    }

    const channel = isByPhone ? 'sms' : 'email';
    const name = isByPhone ? login.phone : login.email;
    const { companyId } = login;
    const pending = { channel, login: name, cookies: keepJar(visitor.jar), ...(companyId && { companyId }) } as const;
    return { kind: 'code-needed', channel, pending };
  }

  /** Second step, also after a restart. */
  async finish(pending: CabinetPending, code: string, signal?: AbortSignal): Promise<CabinetSession> {
    const visitor = { ...visitorOf(pending.login, pending), jar: openJar(pending.cookies) };
    const typed = code.replaceAll(/\s/g, '');
    const body = pending.channel === 'sms' ? { _c: typed } : { _u: pending.login, _m_c: typed, _r_d: true };
    const answer = await this.#post(visitor, { endpoint: 'signIn.code', body, signal }, (reply) =>
      readStep(reply, () => marketplaceErrors.codeWrong()),
    );
    if (answer.redirectUrl === undefined) {
      throw marketplaceErrors.codeWrong();
    }

    return this.#authorise(visitor, signal);
  }

  /** Lets the cabinet recognise the signed-in browser: its authorisation page, the sign-in host, and back. */
  async #authorise(visitor: Visitor, signal: AbortSignal | undefined): Promise<CabinetSession> {
    const { jar, account, companyId } = visitor;
    const { cabinetUrl, idUrl, storefrontUrl } = this.#config;
    const home = `${storefrontUrl}/mc/`;
    let at = `${cabinetUrl}/oauth2/authorization/1?redirectUrl=${encodeURIComponent(home)}`;
    for (let step = 0; step < MAX_REDIRECTS && this.#isOnTheWay(at); step++) {
      const next = await this.#walk(visitor, at, signal);
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

    return { cookies: keepJar(jar), account, ...(companyId && { companyId }) };
  }

  /** One step of the walk: where it leads next, or nothing when it ends here. */
  #walk(visitor: Visitor, url: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    const { jar } = visitor;
    const request = {
      ...this.#request(visitor, 'signIn.oauth', signal),
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
      const location = headerOf(reply, 'location');
      return location === undefined ? undefined : new URL(location, url).href;
    });
  }

  #isOnTheWay(url: string): boolean {
    const { cabinetUrl, idUrl } = this.#config;
    return url.startsWith(`${cabinetUrl}/`) || url.startsWith(`${idUrl}/`);
  }

  #post<Result>(visitor: Visitor, step: SignInStep, read: (reply: KaspiReply) => Result): Promise<Result> {
    const { jar } = visitor;
    const url = `${this.#config.idUrl}/api/p/login`;
    const request = {
      ...this.#request(visitor, step.endpoint, step.signal),
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

  #request({ account, companyId }: Visitor, endpoint: string, signal: AbortSignal | undefined) {
    return {
      endpoint,
      over: { companyId, stickTo: account },
      addressLane: { name: 'kaspi cabinet', perSecond: this.#config.pace.cabinetPerSecond },
      // A second try would send a second code; the walk carries one-time codes.
      kind: 'writes' as const,
      timeoutMs: this.#config.timeouts.readMs,
      coolDownSeconds: COOL_DOWN_SECONDS,
      signal,
    };
  }
}

/** Who signs in, with the cookies so far. */
interface Visitor extends OnBehalf {
  readonly jar: CookieJar;
  readonly account: string;
}

function visitorOf(login: string, { companyId }: OnBehalf): Omit<Visitor, 'jar'> {
  const account = createHash('sha256').update(login.trim().toLowerCase()).digest('base64url').slice(0, 22);
  return { account, companyId };
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
