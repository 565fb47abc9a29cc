import { tell } from './notice.ts';

/** What a request carries. */
export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: object;
}

/** Asks the sandbox's control API. @throws Error in the stand-in's own words when it refuses */
export async function ask<Answer>(path: string, { method = 'GET', body }: Asking = {}): Promise<Answer> {
  const response = await fetch(`/_control${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const parsed: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined;
  if (!response.ok) {
    throw new Error(refusalOf(parsed) ?? `${response.status} ${response.statusText}`);
  }
  return parsed as Answer; // The control API's shapes are the stand-ins' promise.
}

/** Asks, and shows a refusal to the person at the page. @returns whether it was done */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error), 'attention');
    return false;
  }
}

function refusalOf(body: unknown): string | undefined {
  const { error, message, description } = Object(body) as Record<string, unknown>;
  const words = error ?? message ?? description;
  return typeof words === 'string' ? words : undefined;
}
