import { html } from 'htm/preact';
import { day, useWords } from '../core/language.ts';
import { StickyScroll } from '../core/sticky-scroll.ts';
import { Bubble } from './bubble.ts';
import type { Chat, Message } from './telegram.ts';

/** The messages of the chat by day, with typing dots at the end while the bot is busy. */
export function MessageList({ chat }: { readonly chat: Chat }) {
  const t = useWords();
  const messages = chat.messages.filter(({ deleted }) => !deleted);
  const lastFromBot = messages.findLast(({ from }) => from === 'bot')?.messageId ?? 0;
  return html`<${StickyScroll} class="tg-wallpaper" label=${t('telegram.messages')} mark=${markOf(chat, messages)}>
    ${messages.length === 0 && html`<${Greeting} chat=${chat} />`}
    ${byDay(messages).map(
      ([date, ofDay]) =>
        html`<div class="tg-day" key=${date}>
          <p class="day-chip">${day(date)}</p>
          ${albums(ofDay).map(
            (album, index, all) =>
              html`<${Bubble}
                key=${album[0]?.messageId}
                messages=${album}
                isFollowing=${all[index - 1]?.[0]?.from === album[0]?.from}
                isSeen=${(album[0]?.messageId ?? 0) < lastFromBot}
              />`,
          )}
        </div>`,
    )}
    ${
      chat.chatAction &&
      html`<div class="tg-row tg-row-in">
        <div class="tg-bubble tg-bubble-in tg-typing" role="img" aria-label=${t('telegram.typing')}><i></i><i></i><i></i></div>
      </div>`
    }
  <//>`;
}

function Greeting({ chat }: { readonly chat: Chat }) {
  const t = useWords();
  return html`<div class="tg-greeting"><b>${chat.bot.name}</b><span>${t('telegram.greeting')}</span></div>`;
}

/** What makes the list longer: the chat, its last message and whether dots are shown. */
function markOf(chat: Chat, messages: readonly Message[]): string {
  const last = messages.at(-1);
  return [chat.user.id, chat.bot.id, last?.messageId, last?.editedAt, chat.chatAction].join('·');
}

function byDay(messages: readonly Message[]): [string, Message[]][] {
  const days = new Map<string, Message[]>();
  for (const message of messages) {
    const date = new Date(message.date).toDateString();
    days.set(date, [...(days.get(date) ?? []), message]);
  }
  return [...days];
}

function albums(messages: readonly Message[]): Message[][] {
  const groups: Message[][] = [];
  for (const message of messages) {
    const open = groups.at(-1);
    const isSameAlbum = message.mediaGroupId !== undefined && open?.[0]?.mediaGroupId === message.mediaGroupId;
    if (open && isSameAlbum) {
      open.push(message);
    } else {
      groups.push([message]);
    }
  }
  return groups;
}
