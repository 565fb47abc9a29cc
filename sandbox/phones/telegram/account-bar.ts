import { html } from 'htm/preact';
import { attempt } from '../core/ask.ts';
import { IconButton } from '../core/icons.ts';
import { languages, useWords } from '../core/language.ts';
import { useStore } from '../core/store.ts';
import { dismissAnswer } from './taps.ts';
import {
  chat,
  chosenBot,
  chosenUserId,
  currentBot,
  currentUser,
  draft,
  people,
  refreshTelegram,
  saveUser,
  type User,
} from './telegram.ts';

/** Above the seller's phone: who one is, in which language, with which bot. */
export function AccountBar({ onInvite }: { readonly onInvite: (language: string) => Promise<void> }) {
  const t = useWords();
  const known = useStore(people);
  useStore(chosenUserId);
  useStore(chosenBot);
  const user = currentUser();
  const users = known?.users ?? [];
  const bots = known?.bots ?? [];
  const language = user?.languageCode ?? 'ru';
  return html`
    <select class="bar-select" aria-label=${t('telegram.account')} value=${user?.id} onChange=${(event: Event) => choose(chosenUserId, event)}>
      ${users.map(({ id, firstName, phone }) => html`<option key=${id} value=${id}>${firstName} · ${phone}</option>`)}
    </select>
    ${
      bots.length > 1 &&
      html`<select class="bar-select" aria-label=${t('telegram.bot')} value=${currentBot()?.username} onChange=${(event: Event) => choose(chosenBot, event)}>
        ${bots.map(({ username, name }) => html`<option key=${username} value=${username}>${name}</option>`)}
      </select>`
    }
    <select class="bar-select bar-select-short" aria-label=${t('telegram.language')} value=${language} onChange=${(event: Event) => changeLanguage(user, event)}>
      ${languages.map(([code, name]) => html`<option key=${code} value=${code}>${name}</option>`)}
    </select>
    <${IconButton} name="plus" label=${t('telegram.newUser')} onPress=${() => void attempt(() => onInvite(language)).then(changeChat)} />
  `;
}

function choose(store: typeof chosenBot, event: Event): void {
  store.set((event.target as HTMLSelectElement).value);
  void changeChat();
}

async function changeChat(): Promise<void> {
  draft.set('');
  dismissAnswer();
  await chat.refresh();
}

function changeLanguage(user: User | undefined, event: Event): void {
  const languageCode = (event.target as HTMLSelectElement).value;
  if (user) {
    void attempt(async () => {
      await saveUser({ ...user, languageCode });
      await refreshTelegram();
    });
  }
}
