/** The list of commands Telegram shows behind its menu button, in every language. */
import type { Api } from 'grammy';
import type { Words } from '#src/platform/words/words.ts';
import type { BotFeature } from './feature.ts';

/** Publishes the commands that have a description for private chats; Russian is what other languages see. */
export async function publishCommands(api: Api, words: Words, features: readonly BotFeature[]): Promise<void> {
  const listed = [
    ...features.flatMap((feature) => feature.commands ?? []),
    { name: 'cancel', descriptionId: 'bot-command-cancel' },
  ];
  const scope = { type: 'all_private_chats' } as const;
  for (const language of words.languages) {
    const commands = listed.flatMap(({ name, descriptionId }) =>
      descriptionId === undefined ? [] : [{ command: name, description: words.t(language, descriptionId) }],
    );
    await api.setMyCommands(commands, language === 'ru' ? { scope } : { scope, language_code: language });
  }
}
