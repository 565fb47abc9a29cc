import { attempt } from '../core/ask.ts';
import { createStore } from '../core/store.ts';
import {
  type CallbackAnswer,
  callbackAnswer,
  chat,
  chosenBot,
  currentBot,
  type InlineButton,
  people,
  say,
  tap,
} from './telegram.ts';

const pollMs = 150;
const patienceMs = 20_000;
const toastMs = 4_000;
const startLink = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)([A-Za-z0-9_]{5,32})[?&]start=([A-Za-z0-9_-]{1,64})$/;

/** The inline buttons that wait for the bot, as `messageId:data`. */
export const waitingButtons = createStore<ReadonlySet<string>>(new Set());
/** The bot's last answer to a tap, shown over the chat until dismissed. */
export const shownAnswer = createStore<{ readonly text: string; readonly isAlert: boolean } | undefined>(undefined);

/** The name of a waiting button. */
export function buttonKey(messageId: number, button: InlineButton): string {
  return `${messageId}:${button.data ?? button.url ?? button.text}`;
}

/** Taps a button under a message and shows the bot's answer once it comes. */
export async function tapInline(messageId: number, button: InlineButton): Promise<void> {
  const key = buttonKey(messageId, button);
  if (waitingButtons.get().has(key)) {
    return;
  }

  waitingButtons.set(new Set([...waitingButtons.get(), key]));
  await attempt(async () => {
    const { callbackQueryId } = await tap({ data: button.data ?? '', messageId });
    showAnswer(callbackQueryId ? await patientAnswer(callbackQueryId) : undefined);
  });
  waitingButtons.set(new Set([...waitingButtons.get()].filter((other) => other !== key)));
  await chat.refresh();
}

/** Follows a `t.me/<bot>?start=` link inside the page. @returns false for any other address */
export function followStartLink(url: string): boolean {
  const [, username = '', payload = ''] = startLink.exec(url) ?? [];
  const isKnown = people.get()?.bots.some((bot) => bot.username.toLowerCase() === username.toLowerCase());
  if (!payload || !isKnown) {
    return false;
  }

  void attempt(async () => {
    if (currentBot()?.username.toLowerCase() !== username.toLowerCase()) {
      chosenBot.set(username);
      await chat.refresh();
    }
    await say({ start: payload });
  });
  return true;
}

/** Forgets what the bot has sent in answer to taps; used when the chat changes. */
export function dismissAnswer(): void {
  shownAnswer.set(undefined);
}

async function patientAnswer(id: string): Promise<CallbackAnswer | undefined> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const answer = await callbackAnswer(id);
    if (answer.answered) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return undefined;
}

function showAnswer(answer: CallbackAnswer | undefined): void {
  if (!answer?.text) {
    return;
  }

  const shown = { text: answer.text, isAlert: answer.showAlert ?? false };
  shownAnswer.set(shown);
  if (!shown.isAlert) {
    setTimeout(() => shownAnswer.get() === shown && dismissAnswer(), toastMs);
  }
}
