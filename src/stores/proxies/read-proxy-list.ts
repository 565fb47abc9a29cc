import { proxyErrors } from './proxy.errors.ts';

/** The address of one proxy as it was written down. */
export interface ProxyAddress {
  /** With user and password, where it has them. */
  readonly url: string;
  /** Host and port. */
  readonly label: string;
}

const schemes = new Set(['http:', 'https:']);

/**
 * Reads a list of proxy addresses, one a line, such as `http://user:password@10.0.0.1:8080`; empty lines and those that
 * begin with # are passed over, and of equal addresses one stays. @throws proxy.lineUnreadable naming the first bad line;
 * never what stands in it, because that may be a password
 */
export function readProxyList(text: string): ProxyAddress[] {
  const addresses = new Map<string, ProxyAddress>();
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line !== '' && !line.startsWith('#')) {
      const address = readAddress(line, index + 1);
      addresses.set(address.url, address);
    }
  }

  return [...addresses.values()];
}

function readAddress(written: string, line: number): ProxyAddress {
  const url = URL.parse(written);
  if (!url || !schemes.has(url.protocol) || url.hostname === '' || url.pathname.length > 1 || url.search !== '') {
    throw proxyErrors.lineUnreadable({ line });
  }

  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return { url: url.href, label: `${url.hostname}:${port}` };
}
