import { createServer } from 'node:net';

/** The port when nobody listens there, else 0, so that the system picks a free one. */
export async function ifPortIsFree(host: string, port: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(0));
    probe.listen(port, host, () => probe.close(() => resolve(port)));
  });
}
