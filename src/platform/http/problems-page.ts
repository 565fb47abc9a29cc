import { listErrorCodes, messageIdOf } from '../../kernel/errors.ts';
import type { Language } from '../../kernel/language.ts';
import type { Words } from '../words/words.ts';

/** Where every code of a problem is explained; the anchor is the code. */
export const PROBLEMS_PATH = '/api/docs/problems';

/** The page of all error codes with their statuses and sentences in every language; facts stand as their names. */
export function problemsPage(words: Words, language: Language): string {
  const title = escaped(words.t(language, 'http-problems-title'));
  const codes = [...listErrorCodes()].sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = codes.map(([code, status]) => {
    const sentences = words.languages.map(
      (each) => `<li lang="${each}">${escaped(words.sample(each, messageIdOf(code)))}</li>`,
    );
    return `<section id="${escaped(code)}"><h2>${escaped(code)} · ${status}</h2><ul>${sentences.join('')}</ul></section>`;
  });
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Sauda</title>
    <style>${style}</style>
  </head>
  <body>
    <h1>${title}</h1>
    ${rows.join('\n    ')}
  </body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 720px; margin: 32px auto; padding: 0 16px; }
h2 { font-size: 16px; margin: 24px 0 4px; }
ul { margin: 0; padding-left: 20px; }
section:target { outline: 2px solid #00afca; outline-offset: 8px; border-radius: 4px; }
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
