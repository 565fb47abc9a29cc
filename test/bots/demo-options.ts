import { fileURLToPath } from 'node:url';
import type { BotHostOptions } from '../../bots/telegram/host.ts';
import { entities } from '../../src/entities.ts';
import { languageOf } from '../../src/kernel/language.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { createLogger } from '../../src/platform/logging/logger.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { createSecretBox, readSecretsKey } from '../../src/platform/secrets/secret-box.ts';
import { createDialogueStates } from '../../src/platform/telegram/dialogue-states.ts';
import type { Visitor } from '../../src/platform/telegram/visitor.ts';
import { createWords } from '../../src/platform/words/words.ts';
import { type DemoLedger, demoFeature } from './demo-bot.ts';

/** The demo bot's account. */
export const demoBot = { token: '700001:demo-token-of-a-stand-in', username: 'demo_shop_bot', name: 'Demo' };

/** The words of the product. */
export const words = createWords(fileURLToPath(new URL('../../locales', import.meta.url)));

const secrets = createSecretBox([readSecretsKey(Buffer.alloc(32, 7).toString('base64'))]);
const logger = createLogger('silent');

/** The doors to a demo database; usable outside jest. */
export function openDemoDatabase(urls: DatabaseUrls): Database {
  return openDatabase(urls, { entities, logger, secrets });
}

/** How many unfinished dialogues are kept of a chat. */
export async function keptDialogues({ database }: Pick<DemoGround, 'database'>, userId: number): Promise<number> {
  const chat = { botId: '700001', chatKey: String(userId) };
  const text = await createDialogueStates(database.inSystem, secrets).find(chat);
  const { state } = JSON.parse(text ?? '{}') as { state?: { state: object } };
  return Object.keys(state?.state ?? {}).length;
}

/** What a host of the demo bot stands on. */
export interface DemoGround {
  readonly urls: DatabaseUrls;
  readonly database: Database;
  readonly apiUrl: string;
  readonly ledger: DemoLedger;
  readonly visitor: Omit<Visitor, 'telegramUserId' | 'language' | 'can'>;
}

/** Everything a host of the demo bot needs but the way its updates come. */
export function demoHostOptions(ground: DemoGround): Omit<BotHostOptions, 'delivery'> {
  const { inCompany, inSystem } = ground.database;
  return {
    bots: [{ token: demoBot.token, features: [demoFeature(ground.ledger)], home: 'home', dialogueVersion: 'one' }],
    apiUrl: ground.apiUrl,
    inCompany,
    inSystem,
    signalsUrl: ground.urls.systemUrl,
    sealer: secrets,
    words,
    logger,
    resolveVisitor: async (user) => ({
      ...ground.visitor,
      telegramUserId: user.id,
      language: languageOf(user.languageCode),
      can: (name) => name !== 'vault.open',
    }),
  };
}
