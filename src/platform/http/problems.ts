import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { type AppError, isAppError, messageIdOf } from '../../kernel/errors.ts';
import type { Language } from '../../kernel/language.ts';
import type { Logger } from '../logging/logger.ts';
import type { Words } from '../words/words.ts';
import { httpErrors } from './http.errors.ts';
import { describeMistakes, InvalidInput } from './invalid-input.ts';
import { PROBLEMS_PATH } from './problems-page.ts';

/** The body of every failed reply (RFC 9457), as the API documents it. */
export const Problem = z.object({
  type: z.string().describe('A link to this kind of problem in the documentation.'),
  title: z.string(),
  status: z.number().int(),
  code: z.string().describe('The code of the catalogue, such as order.notFound.'),
  detail: z.string().describe('What happened, in the language of the request.'),
  incident: z.string().optional().describe('Name this when you ask for help.'),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});

/** A failed reply. */
export type ProblemBody = z.output<typeof Problem>;

/** Translates whatever was thrown into a problem in the request's language; bugs get an incident id and a log line. */
export function createProblems(words: Words, logger: Logger) {
  const describe = ({ code, status, params }: AppError, language: Language): ProblemBody => ({
    type: `${PROBLEMS_PATH}#${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: words.t(language, messageIdOf(code), params),
  });

  return (error: unknown, language: Language): ProblemBody => {
    if (error instanceof InvalidInput) {
      return { ...describe(httpErrors.invalid(), language), errors: describeMistakes(error, words, language) };
    }

    if (isAppError(error)) {
      return describe(error, language);
    }

    const status = statusOf(error);
    if (status < 500) {
      return describe(status === 413 ? httpErrors.tooLarge() : httpErrors.malformed(), language);
    }

    const incident = randomUUID().slice(0, 8);
    logger.error({ err: error, incident }, 'request failed');
    return { ...describe(httpErrors.unexpected({ incident }), language), incident };
  };
}

/** The translator of thrown things into problems. */
export type Problems = ReturnType<typeof createProblems>;

/** Libraries of the HTTP stack mark client errors with a status. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : 500;
}
