/** Builds the bots of a host; nothing of them runs before they are given updates. */
import { clientOptions } from '#src/platform/telegram/api.ts';
import { createChats } from '#src/platform/telegram/chats.ts';
import { createDialogueStates } from '#src/platform/telegram/dialogue-states.ts';
import { createDrafts } from '#src/platform/telegram/drafts.ts';
import type { Update } from '#src/platform/telegram/update.ts';
import { assembleBot } from './assemble-bot.ts';
import type { BotHostOptions } from './host.ts';
import type { RunningBot } from './introduce-bot.ts';
import { type BotKit, gatherParts } from './kit.ts';

/** What the bots of a host learn of its life. */
interface HostLife {
  /** When each update in hand reached the inbox. */
  readonly receivedAt: WeakMap<Update, Date>;
  /** Aborted when the host stops. */
  readonly ending: AbortSignal;
}

/** Puts every bot of a host together, by id; all share one kit. @throws Error when a bot's parts contradict each other */
export function buildBots(options: BotHostOptions, life: HostLife): Map<string, RunningBot> {
  const { inSystem, sealer, words, logger, inCompany, resolveVisitor, apiUrl } = options;
  const chats = createChats(inSystem);
  const kit: BotKit = {
    words,
    logger,
    inCompany,
    resolveVisitor,
    chats,
    dialogueStates: createDialogueStates(inSystem, sealer),
    drafts: createDrafts(sealer),
    ending: life.ending,
  };
  return new Map(
    options.bots.map((definition) => {
      const parts = gatherParts(definition);
      const { botId } = parts;
      const onBlocked = (chatKey: string) =>
        void chats
          .markBlocked({ botId, chatKey }, 'blocked')
          .catch((error: unknown) => logger.warn({ err: error, botId }, 'blocked chat not noted'));
      const client = clientOptions({ apiRoot: apiUrl, onBlocked });
      const received = (ctx: { update: Update }) => life.receivedAt.get(ctx.update);
      return [
        botId,
        { parts, bot: assembleBot({ token: definition.token, client, parts, kit, receivedAt: received }) },
      ];
    }),
  );
}
