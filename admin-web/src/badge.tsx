import type { ReactNode } from 'react';

/** How much a badge wants to be seen; `sun` asks for attention. */
export type Tone = 'sun' | 'sky' | 'quiet' | 'danger';

/** A short word about a state. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  );
}
