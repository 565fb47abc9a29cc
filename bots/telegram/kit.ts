/** What a running bot works with; made once by the host. */
import type { InCompany } from '#src/platform/db/scope.ts';
import type { Logger } from '#src/platform/logging/logger.ts';
import type { Chats } from '#src/platform/telegram/chats.ts';
import type { DialogueStates } from '#src/platform/telegram/dialogue-states.ts';
import type { Drafts } from '#src/platform/telegram/drafts.ts';
import type { ResolveVisitor } from '#src/platform/telegram/visitor.ts';
import type { Words } from '#src/platform/words/words.ts';
import type { BotFeature, DialogueDefinition, Screen, TapAction } from './feature.ts';

/** One bot as the application declares it. */
export interface BotDefinition {
  readonly token: string;
  readonly features: readonly BotFeature[];
  /** The name of the first screen. */
  readonly home: string;
  /** Changes with the source of the dialogues (see `dialogueVersion`); states of another version are dropped. */
  readonly dialogueVersion: string;
}

/** The parts all bots of a host share. */
export interface BotKit {
  readonly words: Words;
  readonly logger: Logger;
  readonly inCompany: InCompany;
  readonly resolveVisitor: ResolveVisitor;
  readonly chats: Chats;
  readonly dialogueStates: DialogueStates;
  readonly drafts: Drafts;
  /** Aborted when the host stops. */
  readonly ending: AbortSignal;
}

/** The features of one bot by name. */
export interface BotParts {
  readonly botId: string;
  readonly home: string;
  readonly dialogueVersion: string;
  readonly features: readonly BotFeature[];
  readonly screens: ReadonlyMap<string, Screen>;
  readonly actions: ReadonlyMap<string, TapAction>;
  readonly dialogues: readonly DialogueDefinition[];
}

/** Gathers the features of a bot. @throws Error when two parts of one bot share a name */
export function gatherParts(definition: BotDefinition): BotParts {
  const { features, home, dialogueVersion, token } = definition;
  const screens = features.flatMap((feature) => feature.screens ?? []);
  const actions = features.flatMap((feature) => feature.actions ?? []);
  const dialogues = features.flatMap((feature) => feature.dialogues ?? []);
  refuseTwins([...screens, ...actions].map((part) => part.name));
  refuseTwins(dialogues.map((dialogue) => dialogue.name));
  if (!screens.some((screen) => screen.name === home)) {
    throw new Error(`The first screen ${home} is not among the bot's screens.`);
  }

  return {
    botId: botIdOf(token),
    home,
    dialogueVersion,
    features,
    screens: byName(screens),
    actions: byName(actions),
    dialogues,
  };
}

/** The bot's id, which Telegram puts before the colon of its token. @throws Error when there is none */
export function botIdOf(token: string): string {
  const id = /^(\d{1,20}):/.exec(token)?.[1];
  if (id === undefined) {
    throw new Error('A Telegram bot token starts with digits and a colon.');
  }

  return id;
}

function byName<Part extends { name: string }>(parts: readonly Part[]): Map<string, Part> {
  return new Map(parts.map((part) => [part.name, part]));
}

function refuseTwins(names: readonly string[]): void {
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) {
    throw new Error(`Two parts of one bot are called ${twin}.`);
  }
}
