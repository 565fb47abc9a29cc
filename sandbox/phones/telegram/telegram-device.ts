import { html } from 'htm/preact';
import { attempt } from '../core/ask.ts';
import { Avatar } from '../core/avatar.ts';
import { Device } from '../core/device.ts';
import { Dialog } from '../core/dialog.ts';
import { useWords } from '../core/language.ts';
import { useStore } from '../core/store.ts';
import { AccountBar } from './account-bar.ts';
import { Composer } from './composer.ts';
import { ContactQuestion } from './keyboard.ts';
import { MessageList } from './message-list.ts';
import { dismissAnswer, shownAnswer } from './taps.ts';
import { type Chat, changeBlocking, chat, people, say } from './telegram.ts';

const startPayload = new URLSearchParams(location.search).get('start');

/** The seller's phone: one chat with the bot. */
export function TelegramDevice({ onInvite }: { readonly onInvite: (language: string) => Promise<void> }) {
  const t = useWords();
  const open = useStore(chat);
  const chatProblem = useStore(chat.problem);
  const peopleProblem = useStore(people.problem);
  const problem = chatProblem ?? peopleProblem;
  return html`<${Device} name="telegram" title=${t('tab.telegram')} label=${t('telegram.title')} bar=${html`<${AccountBar} onInvite=${onInvite} />`}>
    ${open ? html`<${OpenChat} chat=${open} key=${`${open.user.id}-${open.bot.id}`} />` : html`<${NoChat} problem=${problem} />`}
  <//>`;
}

function OpenChat({ chat: open }: { readonly chat: Chat }) {
  const t = useWords();
  const actions = ['upload_photo', 'upload_document'];
  const status = actions.includes(open.chatAction ?? '') ? t('telegram.sendsFile') : t('telegram.typing');
  return html`
    <header class="tg-head">
      <${Avatar} name=${open.bot.name} />
      <div class="head-words">
        <b>${open.bot.name}</b>
        <small>${open.chatAction ? status : t('telegram.bot')}</small>
      </div>
      ${
        open.hasStarted &&
        html`<button type="button" class="head-link" onClick=${() => void attempt(() => changeBlocking({ blocked: !open.blocked }))}>
          ${t(open.blocked ? 'telegram.unblock' : 'telegram.block')}
        </button>`
      }
    </header>
    <${MessageList} chat=${open} />
    <${Foot} chat=${open} />
    <${Answer} />
    <${ContactQuestion} botName=${open.bot.name} />
  `;
}

function Foot({ chat: open }: { readonly chat: Chat }) {
  const t = useWords();
  if (open.blocked) {
    const unblock = () => void attempt(() => changeBlocking({ blocked: false }));
    return html`<footer class="tg-foot"><button type="button" class="tg-start" onClick=${unblock}>${t('telegram.unblock')}</button></footer>`;
  }
  if (!open.hasStarted) {
    const start = () => void attempt(() => say({ start: startPayload ?? true }));
    return html`<footer class="tg-foot"><button type="button" class="tg-start" onClick=${start}>${t('telegram.start')}</button></footer>`;
  }
  return html`<${Composer} chat=${open} />`;
}

function Answer() {
  const answer = useStore(shownAnswer);
  if (answer?.isAlert) {
    return html`<${Dialog} text=${answer.text} actions=${[['OK', dismissAnswer]]} onClose=${dismissAnswer} />`;
  }
  return html`<div class="tg-toast-place" role="status">
    ${answer && html`<button type="button" class="tg-toast" onClick=${dismissAnswer}>${answer.text}</button>`}
  </div>`;
}

function NoChat({ problem }: { readonly problem: string | undefined }) {
  const t = useWords();
  const isWaiting = useStore(people)?.bots.length === 0;
  return html`<div class="tg-wallpaper device-empty">
    ${problem && html`<p class="problem">${t('page.problem', { problem })}</p>`}
    ${!problem && (isWaiting ? html`<p class="day-chip">${t('telegram.noBot')}</p>` : html`<div class="skeleton" aria-busy="true"><i></i><i></i><i></i></div>`)}
  </div>`;
}
