import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone in E.164, `+77011234567`. */
export type Phone = string;

/** Reads what a person or a marketplace wrote (`8 701 …`, `7011234567`, `+7 701 …`) as a Kazakhstani or foreign phone. */
export function readPhone(text: string): Phone | undefined {
  const digits = text.replaceAll(/\D/g, '');
  if (isMasked(digits)) {
    return undefined;
  }

  const number = parsePhoneNumberFromString(/^[67]\d{9}$/.test(digits) ? `+7${digits}` : withPlus(text, digits), 'KZ');
  return number?.isPossible() ? number.number : undefined;
}

/** Kaspi shows a hidden phone as zeros. */
function isMasked(digits: string): boolean {
  return /0{9}$/.test(digits);
}

function withPlus(text: string, digits: string): string {
  return /^77\d{9}$/.test(digits) ? `+${digits}` : text;
}
