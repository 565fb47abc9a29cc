import type { Middleware } from 'koa';

const steered = ['/_control', '/sandbox'];

/**
 * Refuses with 403 whoever reaches this machine's sandbox under a foreign name, and pages from elsewhere that steer it.
 * Clients of the stand-ins may name any origin, as the real services want it.
 */
export const loopbackOnly: Middleware = (ctx, next) => {
  const origin = ctx.get('origin');
  const isSteered = steered.some((prefix) => ctx.path === prefix || ctx.path.startsWith(`${prefix}/`));
  const isOurs = isLoopback(`http://${ctx.get('host')}`) && (!isSteered || origin === '' || isLoopback(origin));
  if (!isOurs) {
    ctx.throw(403, 'the sandbox answers this machine only');
  }
  return next();
};

const known = new Map<string, boolean>();

/** Remembered, because every request asks it of the same few addresses. */
function isLoopback(url: string): boolean {
  const answer = known.get(url) ?? judge(url);
  if (known.size < 1_000) {
    known.set(url, answer);
  }
  return answer;
}

function judge(url: string): boolean {
  const { hostname = '' } = URL.parse(url) ?? {};
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname) || hostname.endsWith('.localhost');
}
