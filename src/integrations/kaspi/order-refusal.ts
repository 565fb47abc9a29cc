import { marketplaceErrors, type RefusalReason } from '../../stores/marketplace.errors.ts';
import { blockedBy, isHtml, type KaspiReply, peekJson } from './answers.ts';
import { isObject, listOf, looseText } from './loose-fields.ts';

/**
 * Lets a done action pass. Errors are only sure to carry a bare `title`, so the reason is read from its words.
 * @throws marketplace.refused, marketplace.blocked, marketplace.badAnswer
 */
export function refuseAction(reply: KaspiReply): void {
  if (isHtml(reply)) {
    throw blockedBy(reply);
  }

  const title = readTitle(peekJson(reply));
  if (reply.status === 404) {
    throw marketplaceErrors.refused({ reason: 'not-found', title: title ?? '' });
  }

  if (title !== undefined || (reply.status >= 400 && reply.status < 500)) {
    throw marketplaceErrors.refused({ reason: readReason(title ?? ''), title: title ?? '' });
  }

  if (reply.status >= 300) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }
}

/** Why an action was refused, by the words of the error's title (contract 1.4). */
export function readReason(title: string): RefusalReason {
  return reasons.find(([words]) => words.test(title))?.[1] ?? 'not-allowed';
}

const reasons: readonly (readonly [RegExp, RefusalReason])[] = [
  [/(security|confirmation|wrong|invalid|incorrect)\W+(security\W+)?code|код/i, 'wrong-code'],
  [/\bsign|подпис/i, 'needs-signing'],
  [/not found|не найден/i, 'not-found'],
  [/already\W+(been\W+)?complet|is complet|уже (завершен|выдан)/i, 'order-completed'],
  [/(is|already|been|was)\W+cancel|отмен[её]н/i, 'order-cancelled'],
];

function readTitle(answer: unknown): string | undefined {
  const errors = isObject(answer) ? listOf(answer.errors) : [];
  return errors.length === 0 ? undefined : (looseText.parse(errors[0]?.title) ?? '');
}
