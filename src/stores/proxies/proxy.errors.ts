import { defineErrors, type ErrorSpec } from '../../kernel/errors.ts';

const lineUnreadable: ErrorSpec<{ line: number }> = { status: 422 };
const notFound: ErrorSpec<{ label: string }> = { status: 404 };

/** What can go wrong while staff tend the proxies. */
export const proxyErrors = defineErrors('proxy', { lineUnreadable, notFound });
