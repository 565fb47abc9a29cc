import { defineErrors, type ErrorSpec } from '../../kernel/errors.ts';

const notAnImage: ErrorSpec = { status: 422 };
const tooBig: ErrorSpec<{ maxMegabytes: number }> = { status: 413 };

/** What can go wrong with a picture that somebody sends. */
export const mediaErrors = defineErrors('media', { notAnImage, tooBig });
