import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';

const messageNotFound: ErrorSpec = { status: 404 };
const notResendable: ErrorSpec<{ state: string }> = { status: 409 };
const eventUnknown: ErrorSpec<{ event: string }> = { status: 422 };
const templateEmpty: ErrorSpec = { status: 422 };
const templateTooLong: ErrorSpec<{ max: number }> = { status: 422 };
const variableUnknown: ErrorSpec<{ names: string }> = { status: 422 };
const whatsAppMissing: ErrorSpec = { status: 404 };

/** What can go wrong with messages, their templates and the numbers they leave from. */
export const messagingErrors = defineErrors('messaging', {
  messageNotFound,
  notResendable,
  eventUnknown,
  templateEmpty,
  templateTooLong,
  variableUnknown,
  whatsAppMissing,
});
