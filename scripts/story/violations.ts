import type { Control } from './control.ts';

interface Violation {
  readonly method: string;
  readonly description: string;
}

/**
 * What Telegram has refused so far, a line each. An edit that changes nothing is no fault: two things happened to one
 * message at once, and Telegram's answer counts as done.
 */
export async function refusedCalls(control: Control): Promise<string[]> {
  const violations = await control.get<readonly Violation[]>('/telegram/violations');
  return violations
    .filter(({ description }) => !description.includes('message is not modified'))
    .map(({ method, description }) => `${method}: ${description}`);
}
