import { z } from 'zod';
import { listErrorCodes } from '../../kernel/errors.ts';
import { STREAM_PATH } from './event-stream.routes.ts';
import { Problem } from './problems.ts';
import { PROBLEMS_PATH } from './problems-page.ts';
import type { Route } from './route.ts';

/** The OpenAPI 3.1 document of the routes, made from the same schemas that check requests. */
export function describeApi(routes: readonly Route[], info: { title: string; version: string }): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  paths[STREAM_PATH] = { get: streamOperation };
  return {
    openapi: '3.1.0',
    info: {
      ...info,
      description: `Error codes, explained at ${PROBLEMS_PATH}: ${[...listErrorCodes().keys()].sort().join(', ')}.`,
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(Problem, 'output') },
      securitySchemes: { browser: { type: 'apiKey', in: 'cookie', name: 'sauda_sign_in' } },
    },
  };
}

const streamOperation = {
  operationId: 'getStream',
  summary: 'Names and ids of what happens in the company, as it happens (server-sent events)',
  tags: ['stream'],
  security: [{ browser: [] }],
  'x-permission': 'signed-in',
  parameters: [
    {
      name: 'last-event-id',
      in: 'header',
      required: false,
      description: 'The last event seen: what came after it is told again.',
      schema: { type: 'string', format: 'uuid' },
    },
  ],
  responses: {
    200: {
      description: 'Each event has its id, and as data a JSON object: `name`, and `ids` of what it is about.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    default: problemReply(),
  },
};

function problemReply(): object {
  return {
    description: 'A problem (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function operation(route: Route): object {
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.path.split('/')[1] ?? 'root'],
    ...(route.can !== 'anyone' && { security: [{ browser: [] }], 'x-permission': route.can }),
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } },
    }),
    responses: {
      200: { description: 'Done', content: { [route.file ?? 'application/json']: replyContent(route) } },
      default: problemReply(),
    },
  };
}

function replyContent({ reply, example }: Route): object {
  return { schema: jsonSchema(reply, 'output'), ...(example !== undefined && { example }) };
}

/** `get /orders/:id/cancel` → `getOrdersByIdCancel`. */
function operationId(route: Route): string {
  const words = route.path
    .split('/')
    .filter(Boolean)
    .map((part) => (part.startsWith(':') ? `by-${part.slice(1)}` : part))
    .join('-');
  return `${route.method}-${words}`.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (!schema) {
    return [];
  }

  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: dateAsText });
  return rest;
}

/** Instants travel as ISO 8601 text. */
function dateAsText({ zodSchema, jsonSchema: json }: { zodSchema: z.core.$ZodTypes; jsonSchema: object }): void {
  if (zodSchema._zod.def.type === 'date') {
    Object.assign(json, { type: 'string', format: 'date-time' });
  }
}
