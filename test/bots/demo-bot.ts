import { createHash } from 'node:crypto';
import { askChoice, askPhoto, askPrice, askSecret, askText, confirm } from '../../bots/telegram/ask.ts';
import { attempt } from '../../bots/telegram/attempt.ts';
import { askContact } from '../../bots/telegram/contact.ts';
import type { Dialogue, InnerContext } from '../../bots/telegram/context.ts';
import { action, type BotFeature, button, defineDialogue, enterDialogue, screen } from '../../bots/telegram/feature.ts';
import { dropDraft, fillForm } from '../../bots/telegram/form.ts';
import { html } from '../../src/platform/telegram/html.ts';
import { botErrors } from '../../src/platform/telegram/telegram.errors.ts';

/** What the demo bot did, seen from outside. */
export interface DemoLedger {
  readonly created: { key: string; answers: Record<string, unknown> }[];
  readonly secrets: string[];
  taps: number;
  /** Awaited by the slow action while it works. */
  hold: Promise<void>;
  /** Thrown by the failing action. */
  failure: unknown;
  failedTries: number;
}

/** A ledger with nothing in it. */
export function demoLedger(): DemoLedger {
  return { created: [], secrets: [], taps: 0, hold: Promise.resolve(), failure: undefined, failedTries: 0 };
}

/** A small bot with everything the host offers: screens, actions, a form, a secret and failures. */
export function demoFeature(ledger: DemoLedger): BotFeature {
  const product = defineDialogue<{ shelf: string }>('demo-product', async (dialogue, ctx, { shelf }) => {
    const answers = await fillForm(dialogue, ctx, { kind: 'demo.product', steps: steps(dialogue) });
    const isSure = await confirm(dialogue, ctx, { text: html`Save ${String(answers.name)} on ${shelf}?`.text });
    if (isSure.kind !== 'answer' || !isSure.value) {
      await ctx.reply('Not saved.');
      return;
    }

    const outcome = await attempt(dialogue, async (scope, key) => {
      const isKnown = ledger.created.some((one) => one.key === key);
      if (!isKnown) {
        ledger.created.push({ key, answers: { ...answers } });
      }
      return { at: scope.now(), count: ledger.created.length };
    });
    await ctx.reply(outcome.ok ? `Saved, ${typeof outcome.value.at}.` : ctx.t(outcome.messageId, outcome.params));
    await dropDraft(dialogue, ctx, 'demo.product');
    await dialogue.external((outer) => outer.menu.showHome());
  });
  const secret = defineDialogue('demo-secret', async (dialogue, ctx) => {
    const answer = await askSecret(dialogue, ctx, { text: 'Token?' });
    if (answer.kind === 'answer') {
      await attempt(dialogue, async () => void ledger.secrets.push(digest(answer.value)));
      await ctx.reply('Token kept.');
    }
  });
  const phone = defineDialogue('demo-phone', async (dialogue, ctx) => {
    const own = await askContact(dialogue, ctx, 'Phone?');
    await ctx.reply(`Phone ${own}`);
  });
  const refusing = defineDialogue('demo-refusing', async (dialogue, ctx) => {
    const expected = await attempt(dialogue, async () => {
      throw botErrors.forbidden();
    });
    const bug = await attempt(dialogue, async () => {
      throw new Error('a bug');
    });
    await ctx.reply(`${expected.ok || expected.messageId} ${bug.ok || Object.keys(bug.params).join()}`);
  });

  return {
    name: 'demo',
    commands: [{ name: 'start', descriptionId: 'bot-home-btn', run: (ctx) => ctx.menu.showHome() }],
    screens: [
      screen('home', async (ctx) => ({
        text: html`Home of ${ctx.visitor.role ?? 'nobody'} ${'<3'}`,
        keyboard: [
          [button('List', 'list', 1), button('Count', 'count')],
          [button('Add', 'add', 'front'), button('Token', 'token')],
          [button('Fail', 'fail'), button('Secretive', 'vault'), button('Refuse', 'refuse')],
          [button('Gone', 'gone', 7), button('Phone', 'phone')],
        ],
      })),
      screen('list', async (_ctx, [page]) => ({
        text: `Page ${page}`,
        keyboard: [[button('Next', 'list', Number(page) + 1)]],
      })),
      screen('vault', async () => ({ text: 'Vault' }), { can: 'vault.open' }),
    ],
    actions: [
      action('count', async (ctx) => {
        await ledger.hold;
        ledger.taps += 1;
        await ctx.menu.show('home');
      }),
      action('add', (ctx, [shelf]) => enterDialogue(ctx, product, { shelf: String(shelf) })),
      action('token', (ctx) => enterDialogue(ctx, secret, undefined)),
      action('phone', (ctx) => enterDialogue(ctx, phone, undefined)),
      action('refuse', (ctx) => enterDialogue(ctx, refusing, undefined)),
      action('fail', async () => {
        ledger.failedTries += 1;
        throw ledger.failure;
      }),
    ],
    dialogues: [product, secret, phone, refusing],
  };
}

function steps(dialogue: Dialogue) {
  return [
    {
      name: 'name',
      recall: (_: InnerContext, name: unknown) => (name === 'Odd' ? undefined : String(name)),
      ask: (ctx: InnerContext, turn: object) => askText(dialogue, ctx, { ...turn, text: 'Name?', maxLength: 40 }),
    },
    { name: 'price', ask: (ctx: InnerContext, turn: object) => askPrice(dialogue, ctx, { ...turn, text: 'Price?' }) },
    {
      name: 'photo',
      isOptional: true,
      ask: (ctx: InnerContext, turn: object) => askPhoto(dialogue, ctx, { ...turn, text: 'Photo?' }),
    },
    {
      name: 'colour',
      ask: (ctx: InnerContext, turn: object) =>
        askChoice(dialogue, ctx, {
          ...turn,
          text: 'Colour?',
          choices: [
            [
              { label: 'Red', value: 'red' },
              { label: 'Blue', value: 'blue' },
            ],
          ],
        }),
    },
  ];
}

/** What stands in the ledger instead of a secret. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
