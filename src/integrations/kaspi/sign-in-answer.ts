import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import { blockedBy, isHtml, type KaspiReply, peekJson, readJson } from './answers.ts';
import { COOL_DOWN_SECONDS } from './cabinet-answer.ts';
import { isObject, looseNumber, looseText } from './loose-fields.ts';

/** Statuses with which Kaspi refuses what was typed. */
const REFUSALS = new Set([400, 401, 422]);

/** Reads the answer to a login or a code. @throws what `refusal` makes where it says no, marketplace.codeFlood and the outages */
export function readStep(reply: KaspiReply, refusal: () => Error): { redirectUrl: string | undefined } {
  if (isHtml(reply)) {
    throw blockedBy(reply);
  }

  refuseFlood(peekJson(reply));
  if (isForgotten(reply)) {
    throw marketplaceErrors.sessionExpired();
  }

  if (REFUSALS.has(reply.status)) {
    throw refusal();
  }

  refuseOthers(reply);
  const answer = readJson(reply);
  return { redirectUrl: isObject(answer) ? looseText.parse(answer.redirectUrl) : undefined };
}

/** What says nothing of the password or the code: being kept out, or an answer nobody knows. */
export function refuseOthers(reply: KaspiReply): void {
  if (reply.status === 403) {
    throw blockedBy(reply, COOL_DOWN_SECONDS);
  }

  if (reply.status >= 400) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }
}

/** The half-done sign-in is gone on Kaspi's side; another code would not help, only a new start. */
function isForgotten(reply: KaspiReply): boolean {
  const answer = peekJson(reply);
  return reply.status >= 400 && isObject(answer) && /SESSION|EXPIRED/.test(looseText.parse(answer.errorCode) ?? '');
}

function refuseFlood(answer: unknown): void {
  if (!isObject(answer)) {
    return;
  }

  const wait = isObject(answer.errorData) ? looseNumber.parse(answer.errorData.breakTimeSeconds) : undefined;
  const code = looseText.parse(answer.errorCode) ?? '';
  if (wait !== undefined || /FLOOD|TOO_MANY/.test(code)) {
    throw marketplaceErrors.codeFlood(wait === undefined ? {} : { waitSeconds: wait });
  }
}
