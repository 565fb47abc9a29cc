import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Context, Middleware } from 'koa';
import type { Words } from '../words/words.ts';
import { describeApi } from './openapi.ts';
import { PROBLEMS_PATH, problemsPage } from './problems-page.ts';
import type { Route } from './route.ts';

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
};

/**
 * The OpenAPI document at /api/v1/openapi.json, its interactive page at /api/docs, and the page that explains problems;
 * nothing comes from elsewhere.
 */
export function docsRoutes(routes: readonly Route[], words: Words): Middleware {
  const document = describeApi(routes, { title: 'Sauda', version: '1' });
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const pages: Readonly<Record<string, (ctx: Context) => void>> = {
    '/api/v1/openapi.json': (ctx) => {
      ctx.body = document;
    },
    '/api/docs': (ctx) => {
      ctx.type = 'html';
      ctx.body = page;
    },
    [PROBLEMS_PATH]: (ctx) => {
      ctx.type = 'html';
      ctx.body = problemsPage(words, ctx.state.language);
    },
  };
  return async (ctx, next) => {
    const answer = Object.hasOwn(pages, ctx.path) ? pages[ctx.path] : undefined;
    if (answer) {
      return answer(ctx);
    }

    const file = /^\/api\/docs\/([\w.-]+)$/.exec(ctx.path)?.[1] ?? '';
    const type = Object.hasOwn(files, file) ? files[file] : undefined;
    if (!type) {
      return next();
    }
    ctx.type = type;
    ctx.body = createReadStream(join(folder, file));
  };
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Sauda API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script>
      SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#api', deepLinking: true });
    </script>
  </body>
</html>
`;
