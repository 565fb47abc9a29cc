/** What a feature brings to a bot: commands, screens, actions behind buttons, dialogues and free handlers. */
import type { Composer } from 'grammy';
import { packTap } from '#src/platform/telegram/callback-data.ts';
import type { BotContext, Button, Dialogue, InnerContext, ScreenView } from './context.ts';

/** One feature's part of a bot; names of screens, actions and dialogues are unique within a bot. */
export interface BotFeature {
  readonly name: string;
  readonly commands?: readonly BotCommand[];
  readonly screens?: readonly Screen[];
  readonly actions?: readonly TapAction[];
  readonly dialogues?: readonly DialogueDefinition[];
  /** For messages that no command, button or dialogue takes, such as a shared contact. */
  readonly handlers?: Composer<BotContext>;
}

/** `/name`; it leaves a dialogue that is under way (its answers stay in the draft). */
export interface BotCommand {
  readonly name: string;
  /** The words in Telegram's command menu; a command without them is not listed. */
  readonly descriptionId?: string;
  /** `payload` is what follows the command, such as the payload of a deep link. */
  run(ctx: BotContext, payload: string): Promise<void>;
}

/** A screen of the live menu; a button opens it by its name. */
export interface Screen {
  readonly name: string;
  /** The action a visitor must be allowed; otherwise bot.forbidden is said. */
  readonly can?: string;
  render(ctx: BotContext, args: readonly string[]): Promise<ScreenView>;
}

/** What a button does; the tap is already answered when it runs. */
export interface TapAction {
  readonly name: string;
  readonly can?: string;
  run(ctx: BotContext, args: readonly string[]): Promise<void>;
}

/** A dialogue and the type of what it is given at its start (plain JSON). */
export interface DialogueDefinition<Args = never> {
  readonly name: string;
  readonly run: (dialogue: Dialogue, ctx: InnerContext, args: Args) => Promise<void>;
  /** Secrets are typed in it: a message that finds it gone may be one, and is deleted. */
  readonly hasSecrets?: boolean;
}

/** Declares a screen. */
export function screen(name: string, render: Screen['render'], options: { can?: string } = {}): Screen {
  return { name, render, ...options };
}

/** Declares an action behind buttons. */
export function action(name: string, run: TapAction['run'], options: { can?: string } = {}): TapAction {
  return { name, run, ...options };
}

/** Declares a dialogue; enter it with `enterDialogue`. */
export function defineDialogue<Args = undefined>(
  name: string,
  run: DialogueDefinition<Args>['run'],
  options: { hasSecrets?: boolean } = {},
): DialogueDefinition<Args> {
  return { name, run, ...options };
}

/** Begins a dialogue, leaving the one under way. */
export async function enterDialogue<Args>(
  ctx: BotContext,
  dialogue: DialogueDefinition<Args>,
  args: Args,
): Promise<void> {
  await ctx.conversation.exitAll();
  ctx.draft.isKept = false;
  await ctx.conversation.enter(dialogue.name, args);
}

/** A button that opens a screen or runs an action; ids among the arguments are shortened. */
export function button(label: string, name: string, ...args: readonly (string | number)[]): Button {
  return { label, tap: packTap(name, ...args) };
}

/** A button that opens a web page. */
export function link(label: string, url: string): Button {
  return { label, url };
}
