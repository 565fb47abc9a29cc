/** The list of commands Telegram shows behind its menu button, in every language. */
import type { Api } from 'grammy';
import { callSignal } from '#src/platform/telegram/api.ts';
import type { Words } from '#src/platform/words/words.ts';
import type { BotFeature } from './feature.ts';

/** What a bot offers, and until when it may be published. */
export interface Offer {
  readonly words: Words;
  readonly features: readonly BotFeature[];
  readonly signal: AbortSignal;
}

/** Publishes the commands that have a description for private chats; Russian is what other languages see. */
export async function publishCommands(api: Api, { words, features, signal }: Offer): Promise<void> {
  const listed = [
    ...features.flatMap((feature) => feature.commands ?? []),
    { name: 'cancel', descriptionId: 'bot-command-cancel' },
  ];
  const scope = { type: 'all_private_chats' } as const;
  for (const language of words.languages) {
    const commands = listed.flatMap(({ name, descriptionId }) =>
      descriptionId === undefined ? [] : [{ command: name, description: words.t(language, descriptionId) }],
    );
    const audience = language === 'ru' ? { scope } : { scope, language_code: language };
    await api.setMyCommands(commands, audience, callSignal(signal));
  }
}
