import { apiRoutes } from '../src/api.ts';
import { describeApi } from '../src/platform/http/openapi.ts';
import { createWords } from '../src/platform/words/words.ts';

/** The OpenAPI document, without a server: no route is called, so what they need is never touched. */
export function describeRoutes(): object {
  const unused = () => Promise.reject(new Error('no route is called here'));
  const marketplace = {
    get shopApi(): never {
      throw new Error('no route is called here');
    },
  };
  const words = createWords(new URL('../locales', import.meta.url).pathname);
  return describeApi(apiRoutes({ inSystem: unused, marketplace, words }), { title: 'Sauda', version: '1' });
}
