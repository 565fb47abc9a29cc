import { randomBytes, randomUUID } from 'node:crypto';

/** A sign-in at idmc that may or may not be finished. */
export interface SsoSession {
  readonly id: string;
  readonly merchantUid: string;
  readonly way: 'email' | 'phone';
  code: string | null;
  wrongCodes: number;
  isSignedIn: boolean;
}

/** The cabinet's own half of an OAuth round trip. */
export interface OAuthRequest {
  readonly state: string;
  readonly verifier: string;
}

/** A code that idmc gave the cabinet. */
export interface Grant {
  readonly merchantUid: string;
  readonly challenge: string;
}

/** Every cookie and code of the sign-in, in memory. */
export interface Sessions {
  /** By the MS_AUTH_SSO cookie. */
  readonly sso: Map<string, SsoSession>;
  /** By the mc-session cookie that the cabinet sets before it redirects. */
  readonly requests: Map<string, OAuthRequest>;
  /** By authorization code. */
  readonly grants: Map<string, Grant>;
  /** Signed-in merchant by the mc-sid cookie. */
  readonly cabinet: Map<string, string>;
  /** Ends every finished sign-in; one that waits for its code goes on. */
  expireAll(): void;
}

/** What of the sign-ins is remembered between starts. */
export type KeptSessions = Pick<Sessions, 'sso' | 'cabinet'>;

/** Creates a set of sessions; some may be remembered from an earlier start. */
export function createSessions({ sso, cabinet }: KeptSessions): Sessions {
  const sessions = { sso, requests: new Map<string, OAuthRequest>(), grants: new Map<string, Grant>(), cabinet };
  return {
    ...sessions,
    expireAll: () => {
      sessions.cabinet.clear();
      for (const [cookie, session] of sessions.sso) {
        if (session.isSignedIn) {
          sessions.sso.delete(cookie);
        }
      }
    },
  };
}

/** A value nobody can guess, for cookies and codes. */
export function secretValue(): string {
  return randomBytes(24).toString('base64url');
}

/** An id in the shape of the cabinet's file ids: 24 hexadecimal digits. */
export function hexId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 24);
}
