import { Agent } from 'undici';
import { DIRECT, type Route } from './route.ts';

/** Connections kept open to one host; the pace allows far fewer requests at once. */
const CONNECTIONS = 128;
const KEEP_ALIVE_MS = 30_000;

/** What connections are made with on every route. */
export const connectionOptions = {
  connections: CONNECTIONS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  // The whole request has its own deadline, which covers these.
  headersTimeout: 0,
  bodyTimeout: 0,
} as const;

/** The way without a proxy, with connections of its own. */
export function openDirectRoute(): Route {
  return { key: DIRECT, label: DIRECT, dispatcher: new Agent(connectionOptions) };
}
