import {
  Agent,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as sendRequest,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a proxy does instead of its work: closes the door, never answers, cuts the line, or asks for a password. */
export type ProxyFault = 'refuse' | 'hang' | 'reset' | '407';

/** A forward proxy on loopback that dials out from an address of its own. */
export interface ForwardProxy {
  /** With user and password. */
  readonly url: string;
  /** From which it dials: 127.0.0.2 and so on. */
  readonly address: string;
  /** Requests and tunnels that it took. */
  readonly taken: number;
  /** Switches a fault on, or off with nothing. */
  fail(fault: ProxyFault | undefined): void;
  stop(): Promise<void>;
}

const user = 'sandbox';
const password = 'p:ss word';
const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Starts a proxy that takes absolute-form requests and CONNECT, with basic access; it speaks to loopback only. */
export async function startForwardProxy(address: string): Promise<ForwardProxy> {
  const agent = new Agent({ keepAlive: true, localAddress: address });
  const state = { fault: undefined as ProxyFault | undefined, taken: 0, sockets: new Set<Duplex>() };
  const server = createServer((incoming, outgoing) => {
    state.taken += 1;
    if (isLetIn(state.fault, incoming, outgoing)) {
      forward(incoming, outgoing, agent);
    }
  });
  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    state.taken += 1;
    state.sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => state.sockets.delete(socket));
    tunnel(incoming, socket, { address, fault: state.fault });
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    address,
    get taken() {
      return state.taken;
    },
    fail: (fault) => {
      state.fault = fault;
    },
    stop: () => stop(server, { agent, sockets: state.sockets }),
  };
}

/** Lets the switched fault answer; true when the request may go on. */
function isLetIn(fault: ProxyFault | undefined, incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  if (fault === 'refuse' || fault === 'reset') {
    incoming.socket.resetAndDestroy();
    return false;
  }
  if (fault === 'hang') {
    return false;
  }
  if (fault === '407' || incoming.headers['proxy-authorization'] !== authorization) {
    outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="sandbox"' }).end();
    return false;
  }
  return true;
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, agent: Agent): void {
  const target = URL.parse(incoming.url ?? '');
  if (target?.protocol !== 'http:' || !isLoopback(target.hostname)) {
    outgoing.writeHead(403).end('this proxy speaks to loopback only');
    return;
  }
  const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = incoming.headers;
  const onward = sendRequest(target, { method: incoming.method, headers, agent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

function tunnel(
  incoming: IncomingMessage,
  socket: Duplex,
  { address, fault }: { address: string; fault: ProxyFault | undefined },
): void {
  const { hostname = '', port = '' } = URL.parse(`http://${incoming.url}`) ?? {};
  if (fault === 'refuse' || fault === 'reset') {
    (socket as Socket).resetAndDestroy();
    return;
  }
  if (fault === 'hang') {
    return;
  }
  if (fault === '407' || incoming.headers['proxy-authorization'] !== authorization) {
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="sandbox"\r\n\r\n');
    return;
  }
  if (!isLoopback(hostname)) {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return;
  }
  const line = connect({ host: hostname, port: Number(port || 80), localAddress: address }, () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    line.pipe(socket).pipe(line);
  });
  line.on('error', () => socket.destroy());
  socket.on('close', () => line.destroy());
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
}

function stop(server: Server, { agent, sockets }: { agent: Agent; sockets: ReadonlySet<Duplex> }): Promise<void> {
  return new Promise((resolve) => {
    agent.destroy();
    sockets.forEach((socket) => void socket.destroy());
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
