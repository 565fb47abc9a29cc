import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server saw of one request. */
export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly at: number;
}

/** One answer of the script; `hang` never answers, `drop` closes the line, `drip` begins a body and never ends it. */
export type ScriptedAnswer =
  | 'hang'
  | 'drop'
  | 'drip'
  | { status?: number; headers?: Record<string, string | string[]>; body?: unknown; html?: string; packed?: Buffer };

/** A server that gives the answers it was told, in order, the last one for ever. */
export interface ScriptedServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  script(...answers: ScriptedAnswer[]): void;
  stop(): Promise<void>;
}

/** Starts a scripted server on a free local port. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  let answers: ScriptedAnswer[] = [{ status: 500 }];
  const server = createServer(async (request, response) => {
    seen.push(await note(request));
    give(response, answers.length > 1 ? answers.shift() : answers[0]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    script: (...next) => {
      seen.length = 0;
      answers = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function note(request: IncomingMessage): Promise<SeenRequest> {
  const at = performance.now();
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }

  return {
    method: request.method ?? '',
    url: new URL(request.url ?? '/', 'http://127.0.0.1'),
    headers: request.headers,
    body: Buffer.concat(parts).toString(),
    at,
  };
}

function give(response: ServerResponse, answer: ScriptedAnswer = { status: 500 }): void {
  if (answer === 'hang') {
    return;
  }

  if (answer === 'drop') {
    response.destroy();
    return;
  }

  if (answer === 'drip') {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
    return;
  }

  const type = answer.html === undefined ? 'application/json' : 'text/html; charset=utf-8';
  response.writeHead(answer.status ?? 200, { 'content-type': type, ...answer.headers });
  response.end(answer.packed ?? answer.html ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)));
}
