import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Keeps the keyboard's place when one screen takes another's: the new one's first element gets the focus that was lost
 * with the old one, and the opener (a CSS selector) gets it back.
 */
export function useScreenFocus(opener: string): RefObject<HTMLButtonElement> {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    takeUp(first.current);
    return () => void requestAnimationFrame(() => takeUp(document.querySelector<HTMLElement>(opener)));
  }, [opener]);
  return first;
}

/** Takes the focus into something that opened over the screen, and gives it back to where it was. */
export function useOverlayFocus<Target extends HTMLElement>(): RefObject<Target> {
  const first = useRef<Target>(null);
  useEffect(() => {
    const before = document.activeElement;
    first.current?.focus();
    return () => void requestAnimationFrame(() => before instanceof HTMLElement && takeUp(before));
  }, []);
  return first;
}

/** Nobody's focus is taken away. */
function takeUp(target: HTMLElement | null): void {
  if (document.activeElement === document.body) {
    target?.focus();
  }
}
