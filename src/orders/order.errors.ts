import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';

const notFound: ErrorSpec = { status: 404 };
const notAcceptable: ErrorSpec<{ code: string; status: string }> = { status: 409 };
const notCancellable: ErrorSpec<{ code: string; status: string }> = { status: 409 };

/** What can go wrong with an order; what the marketplace itself says is in `marketplaceErrors`. */
export const orderErrors = defineErrors('order', { notFound, notAcceptable, notCancellable });
