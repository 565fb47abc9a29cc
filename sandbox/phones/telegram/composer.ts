import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { attempt } from '../core/ask.ts';
import { IconButton } from '../core/icons.ts';
import { useWords } from '../core/language.ts';
import { useStore } from '../core/store.ts';
import { AttachSheet } from './attach-sheet.ts';
import { CommandList } from './command-list.ts';
import { Keyboard } from './keyboard.ts';
import { type Chat, draft, say } from './telegram.ts';

const linePx = 20;
const maxLines = 6;

type Panel = 'none' | 'commands' | 'attach';

/** The foot of the chat: message field, commands, attachments and the bot's keyboard. */
export function Composer({ chat }: { readonly chat: Chat }) {
  const t = useWords();
  const text = useStore(draft);
  const [panel, setPanel] = useState<Panel>('none');
  const [hiddenKeyboard, setHiddenKeyboard] = useState(0);
  const { replyKeyboard } = chat;
  const isKeyboardOpen =
    replyKeyboard !== null && !replyKeyboard.collapsed && hiddenKeyboard !== replyKeyboard.messageId;
  const shownCommands = commandsInSight(chat, { text, panel });
  const turn = (wanted: Panel) => setPanel(panel === wanted ? 'none' : wanted);

  return html`<footer class="tg-foot">
    ${shownCommands.length > 0 && html`<${CommandList} commands=${shownCommands} onDone=${() => setPanel('none')} />`}
    ${panel === 'attach' && html`<${AttachSheet} onDone=${() => setPanel('none')} />`}
    <div class="tg-composer">
      ${
        chat.commands.length > 0 &&
        html`<${IconButton} name="menu" label=${t('telegram.commands')} class="tg-menu" onPress=${() => turn('commands')} />`
      }
      <${MessageField} placeholder=${placeholderOf(chat) || t('telegram.placeholder')} onSent=${() => setPanel('none')} />
      ${
        replyKeyboard !== null &&
        html`<${IconButton}
          name=${isKeyboardOpen ? 'down' : 'keyboard'}
          label=${t('telegram.keyboard')}
          onPress=${() => setHiddenKeyboard(isKeyboardOpen ? replyKeyboard.messageId : 0)}
        />`
      }
      <${IconButton} name="attach" label=${t('telegram.attach')} onPress=${() => turn('attach')} />
      <${IconButton} name="send" label=${t('chat.send')} class="tg-send" onPress=${() => void send(() => setPanel('none'))} />
    </div>
    ${isKeyboardOpen && html`<${Keyboard} rows=${replyKeyboard.rows}/>`}
  </footer>`;
}

function MessageField({ placeholder, onSent }: { readonly placeholder: string; readonly onSent: () => void }) {
  const text = useStore(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => fitHeight(field.current, text));
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send(onSent);
    }
  };

  return html`<textarea
    ref=${field}
    class="tg-field"
    rows="1"
    maxlength="4096"
    value=${text}
    placeholder=${placeholder}
    aria-label=${placeholder}
    onInput=${(event: InputEvent) => draft.set((event.target as HTMLTextAreaElement).value)}
    onKeyDown=${sendOnEnter}
  ></textarea>`;
}

/** Makes the field as high as its text, up to six lines. */
function fitHeight(field: HTMLTextAreaElement | null, text: string): void {
  if (field) {
    field.style.height = 'auto';
    field.style.height = text ? `${Math.min(field.scrollHeight, linePx * maxLines)}px` : '';
  }
}

/** The field is empty at once, so a second Enter sends nothing; a refused text comes back. */
async function send(onSent: () => void): Promise<void> {
  const text = draft.get().trim();
  if (!text) {
    return;
  }

  draft.set('');
  if (await attempt(() => say({ text }))) {
    onSent();
  } else {
    draft.set(draft.get() || text);
  }
}

function commandsInSight(chat: Chat, { text, panel }: { text: string; panel: Panel }): Chat['commands'] {
  if (panel === 'commands') {
    return chat.commands;
  }
  const begun = /^\/([a-z0-9_]*)$/.exec(text)?.[1];
  return begun === undefined ? [] : chat.commands.filter(({ command }) => command.startsWith(begun));
}

function placeholderOf({ forceReply, replyKeyboard }: Chat): string {
  return forceReply?.placeholder ?? replyKeyboard?.placeholder ?? '';
}
