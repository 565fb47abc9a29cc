import { html } from 'htm/preact';
import { Icon } from '../core/icons.ts';
import { clock, useWords } from '../core/language.ts';
import { InlineKeyboard } from './inline-keyboard.ts';
import { followStartLink } from './taps.ts';
import type { Message } from './telegram.ts';

/** What one bubble shows: a message, or the pictures of one album. */
export interface BubbleProps {
  readonly messages: readonly Message[];
  /** The bubble above is from the same side, so this one has no tail of its own. */
  readonly isFollowing: boolean;
  readonly isSeen: boolean;
}

/** One bubble with its text, attachments, time and buttons. */
export function Bubble({ messages, isFollowing, isSeen }: BubbleProps) {
  const [first] = messages;
  const last = messages.at(-1);
  if (!first || !last) {
    return null;
  }

  const words = messages.find((message) => message.html) ?? first;
  const photos = messages.filter((message) => message.photo);
  const side = first.from === 'bot' ? 'in' : 'out';
  return html`<article
    class=${`tg-row tg-row-${side} ${isFollowing ? 'is-following' : ''}`}
    data-message-id=${first.messageId}
  >
    <div class=${`tg-bubble tg-bubble-${side} ${photos.length > 0 ? 'has-photo' : ''}`}>
      ${photos.length > 0 && html`<${Photos} messages=${photos} />`}
      ${first.document && html`<${Document} message=${first} />`} ${first.contact && html`<${Contact} message=${first} />`}
      <${Words} message=${words} />
      <${Stamp} message=${last} isSeen=${isSeen} />
    </div>
    ${last.inlineKeyboard && html`<${InlineKeyboard} messageId=${last.messageId} rows=${last.inlineKeyboard} />`}
  </article>`;
}

function Words({ message }: { readonly message: Message }) {
  const openLink = (event: MouseEvent) => {
    const link = (event.target as HTMLElement).closest('a');
    if (link && followStartLink(link.href)) {
      event.preventDefault();
    }
  };
  // The stand-in has escaped the text and kept Telegram's own tags only.
  return message.html
    ? html`<div class="tg-text" onClick=${openLink} dangerouslySetInnerHTML=${{ __html: message.html }}></div>`
    : null;
}

function Stamp({ message, isSeen }: { readonly message: Message; readonly isSeen: boolean }) {
  const t = useWords();
  return html`<span class="tg-stamp">
    ${message.editedAt && html`<span>${t('telegram.edited')}</span>`}
    <time datetime=${message.date}>${clock(message.date)}</time>
    ${
      message.from === 'user' &&
      html`<span class="ticks" role="img" aria-label=${t(isSeen ? 'ticks.read' : 'ticks.sent')}>
        <${Ticks} count=${isSeen ? 2 : 1} />
      </span>`
    }
  </span>`;
}

/** One or two ticks. */
export function Ticks({ count }: { readonly count: 1 | 2 }) {
  return html`<svg class="tick-icon" viewBox="0 0 18 12" aria-hidden="true">
    <path d="M1.5 6.5l3.5 3.5L12 2" />${count === 2 && html`<path d="M8 9l1.2 1L17 2" />`}
  </svg>`;
}

function Photos({ messages }: { readonly messages: readonly Message[] }) {
  const t = useWords();
  return html`<div class=${`tg-photos tg-photos-${Math.min(messages.length, 4)}`}>
    ${messages.map(
      ({ photo, caption, messageId }) =>
        photo &&
        html`<a key=${messageId} href=${photo.url} target="_blank" rel="noopener">
          <img
            src=${photo.url}
            alt=${caption || t('telegram.photo')}
            width=${photo.width}
            height=${photo.height}
            style=${{ aspectRatio: `${photo.width} / ${photo.height}` }}
          />
        </a>`,
    )}
  </div>`;
}

function Document({ message }: { readonly message: Message }) {
  const { document } = message;
  return html`<a class="tg-file" href=${document?.url} target="_blank" rel="noopener">
    <span class="tg-file-icon"><${Icon} name="file" /></span>
    <span class="tg-file-words"><b>${document?.name}</b><small>${fileSize(document?.size ?? 0)}</small></span>
  </a>`;
}

function Contact({ message }: { readonly message: Message }) {
  const { contact } = message;
  return html`<div class="tg-file">
    <span class="tg-file-icon"><${Icon} name="contact" /></span>
    <span class="tg-file-words">
      <b>${contact?.firstName} ${contact?.lastName ?? ''}</b><small>+${contact?.phone.replace('+', '')}</small>
    </span>
  </div>`;
}

function fileSize(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.max(1, Math.round(kilobytes))} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
