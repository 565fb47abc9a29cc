import { html } from 'htm/preact';
import { attempt } from '../core/ask.ts';
import { useWords } from '../core/language.ts';
import { type Chat, draft, say } from './telegram.ts';

/** The bot's commands; a chosen one is sent at once. */
export function CommandList({ commands, onDone }: { commands: Chat['commands']; onDone: () => void }) {
  const t = useWords();
  const choose = (command: string) => {
    draft.set('');
    onDone();
    void attempt(() => say({ text: `/${command}` }));
  };
  return html`<div class="tg-commands" role="menu" aria-label=${t('telegram.commands')}>
    ${commands.map(
      ({ command, description }) =>
        html`<button type="button" role="menuitem" key=${command} onClick=${() => choose(command)}>
          <b>/${command}</b><span>${description}</span>
        </button>`,
    )}
  </div>`;
}
