import { type ForwardProxy, startForwardProxy } from './forward-proxy.ts';

export type { ForwardProxy, ProxyFault } from './forward-proxy.ts';

/** As many as there are addresses from 127.0.0.2 on that nobody else uses here. */
const most = 8;

/** Starts so many forward proxies (at most 8), each dialling out from an address of its own: 127.0.0.2, 127.0.0.3, … */
export async function startForwardProxies(count: number): Promise<ForwardProxy[]> {
  if (count > most) {
    throw new RangeError(`there are at most ${most} proxies`);
  }
  return Promise.all(Array.from({ length: count }, (_, index) => startForwardProxy(`127.0.0.${index + 2}`)));
}
