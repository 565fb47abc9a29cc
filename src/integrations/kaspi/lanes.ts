import type { Lane } from '../../platform/pace/lane.ts';
import { type KaspiReply, retryAfterSeconds } from './answers.ts';
import type { KaspiPace } from './kaspi-config.ts';
import type { KaspiRequest } from './kaspi-request.ts';
import type { Route } from './route.ts';

/** The lanes of a request: the one over everything and its account's, and those of the addresses it may leave from. */
export function lanesOf(
  request: KaspiRequest,
  { routes, pace }: { routes: readonly Route[]; pace: KaspiPace },
): { every: Lane[]; oneOf: Lane[] } {
  const overall = { name: 'kaspi', perSecond: pace.requestsPerSecond };
  const { accountLane, addressLane = { name: 'any', perSecond: Number.POSITIVE_INFINITY } } = request;
  return {
    every: accountLane ? [overall, accountLane] : [overall],
    oneOf: routes.map((route) => ({ name: laneAt(addressLane, route), perSecond: addressLane.perSecond })),
  };
}

/** Which lane has to rest after an answer, and for how long. */
export function coolDownOf(
  request: KaspiRequest,
  route: Route,
  reply: KaspiReply,
): { lane: string; seconds: number } | undefined {
  const { closes, addressLane, accountLane } = request;
  if (!closes?.on.includes(reply.status)) {
    return undefined;
  }

  const lane = closes.lane === 'account' ? accountLane?.name : addressLane && laneAt(addressLane, route);
  return lane === undefined ? undefined : { lane, seconds: retryAfterSeconds(reply) ?? request.coolDownSeconds };
}

function laneAt({ name }: Lane, { key }: Route): string {
  return `${name} ${key}`;
}
