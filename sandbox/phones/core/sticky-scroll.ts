import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './icons.ts';
import { useWords } from './language.ts';

const nearBottomPx = 60;

/** What scrolls, and a mark that changes when something was added at its end. */
export interface StickyScrollProps {
  readonly class: string;
  readonly label: string;
  readonly mark: string;
  readonly children?: ComponentChildren;
}

/** A list that follows its end, unless the reader has scrolled up. */
export function StickyScroll({ class: name, label, mark, children }: StickyScrollProps) {
  const t = useWords();
  const list = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const shownSize = useRef('');
  const [isAway, setAway] = useState(false);
  const noteScroll = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0, clientWidth = 0 } = list.current ?? {};
    const size = `${clientWidth}×${clientHeight}`;
    // A scroll that comes with another size is the layout's, not the reader's.
    if (shownSize.current !== size) {
      shownSize.current = size;
      return;
    }
    isFollowing.current = scrollHeight - scrollTop - clientHeight < nearBottomPx;
    setAway(!isFollowing.current);
  };
  const shownMark = useRef('');
  useLayoutEffect(() => {
    if (shownMark.current !== mark && isFollowing.current) {
      scrollToEnd(list.current);
    }
    shownMark.current = mark;
  });
  useLayoutEffect(() => followResize(list.current, () => isFollowing.current && scrollToEnd(list.current)), []);

  return html`<div class="sticky-frame">
    <div class=${`sticky-list ${name}`} ref=${list} onScroll=${noteScroll} role="log" aria-label=${label} tabindex="0">
      ${children}
    </div>
    ${isAway && html`<${IconButton} name="down" label=${t('chat.toEnd')} class="to-end" onPress=${() => scrollToEnd(list.current)} />`}
  </div>`;
}

function followResize(list: HTMLElement | null, onResize: () => void): () => void {
  const observer = new ResizeObserver(onResize);
  if (list) {
    observer.observe(list);
  }
  return () => observer.disconnect();
}

function scrollToEnd(list: HTMLElement | null): void {
  list?.scrollTo({ top: list.scrollHeight });
}
