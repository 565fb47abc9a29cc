import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { attempt } from '../core/ask.ts';
import { Avatar } from '../core/avatar.ts';
import { useScreenFocus } from '../core/focus.ts';
import { IconButton } from '../core/icons.ts';
import { clock, day, useWords, type WordKey } from '../core/language.ts';
import { StickyScroll } from '../core/sticky-scroll.ts';
import { AckTicks } from './ack-ticks.ts';
import {
  changePhone,
  linkedDevices,
  nameOf,
  openPhone,
  type Phone,
  type PhoneMessage,
  phoneWords,
  type WhatsAppState,
  writeToShop,
} from './whatsapp.ts';

/** One customer's chat with the shop, as that customer holds it. */
export function Conversation({ phone, state }: { readonly phone: Phone; readonly state: WhatsAppState }) {
  const t = useWords();
  const back = useScreenFocus(`[data-phone="${phone.phone}"]`);
  const last = phone.messages.at(-1);
  return html`
    <header class="wa-head">
      <${IconButton} name="back" label=${t('chat.back')} onPress=${() => openPhone.set('')} buttonRef=${back} />
      <${Avatar} name=${nameOf(phone)} />
      <div class="head-words"><b>${nameOf(phone)}</b><small>${phoneWords(phone.phone)}</small></div>
    </header>
    <div class="wa-switches">
      <${Switch} phone=${phone} name="registered" word="whatsapp.registered" />
      <${Switch} phone=${phone} name="online" word="whatsapp.online" />
      <${Switch} phone=${phone} name="reads" word="whatsapp.reads" />
    </div>
    <${StickyScroll} class="wa-wallpaper" label=${t('telegram.messages')} mark=${`${phone.phone}·${phone.messages.length}·${last?.ack}`}>
      ${phone.messages.map(
        (message, index) =>
          html`<${MessageBubble} key=${message.id} message=${message} before=${phone.messages[index - 1]} />`,
      )}
    <//>
    <${ReplyBox} phone=${phone} shop=${shopOf(phone, state)} />
  `;
}

function MessageBubble({
  message,
  before,
}: {
  readonly message: PhoneMessage;
  readonly before: PhoneMessage | undefined;
}) {
  const isNewDay = !before || new Date(before.at).toDateString() !== new Date(message.at).toDateString();
  const { direction, media } = message;
  return html`
    ${isNewDay && html`<p class="day-chip">${day(message.at)}</p>`}
    <article class=${`wa-bubble wa-bubble-${direction} ${before?.direction === direction && !isNewDay ? 'is-following' : ''}`}>
      ${
        media?.mimetype.startsWith('image/') &&
        html`<img class="wa-photo" src=${`/_control/whatsapp/media/${message.id}`} alt=${media.filename ?? ''} />`
      }
      ${message.body && html`<p>${message.body}</p>`}
      <span class="wa-stamp">
        <time datetime=${message.at}>${clock(message.at)}</time>
        ${direction === 'in' && html`<${AckTicks} ack=${message.ack} />`}
      </span>
    </article>
  `;
}

function Switch(props: { phone: Phone; name: 'registered' | 'online' | 'reads'; word: WordKey }) {
  const t = useWords();
  const isOn = props.phone[props.name];
  const turn = () => void attempt(() => changePhone(props.phone.phone, { [props.name]: !isOn }));
  return html`<button type="button" role="switch" class="switch" aria-checked=${isOn} onClick=${turn}>
    <i></i>${t(props.word)}
  </button>`;
}

function ReplyBox({ phone, shop }: { readonly phone: Phone; readonly shop: string | undefined }) {
  const t = useWords();
  const [text, setText] = useState('');
  const send = async (event: Event) => {
    event.preventDefault();
    const words = text.trim();
    if (!words || !shop) {
      return;
    }

    setText('');
    if (!(await attempt(() => writeToShop(phone.phone, { to: shop, text: words })))) {
      setText((newer) => newer || words);
    }
  };
  return html`<form class="wa-foot" onSubmit=${send}>
    <input
      class="wa-field"
      value=${text}
      disabled=${!shop}
      placeholder=${t(shop ? 'telegram.placeholder' : 'whatsapp.shopNotLinked')}
      aria-label=${t('telegram.placeholder')}
      onInput=${(event: InputEvent) => setText((event.target as HTMLInputElement).value)}
    />
    <button type="submit" class="wa-send" aria-label=${t('chat.send')} disabled=${!shop}>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12l16-8-6 16-3-7z" /></svg>
    </button>
  </form>`;
}

/** The number the customer answers: who wrote last, if it is still linked. */
function shopOf(phone: Phone, state: WhatsAppState): string | undefined {
  const linked = linkedDevices(state).flatMap((device) => device.phone ?? []);
  const lastFrom = phone.messages.findLast(({ direction }) => direction === 'in')?.from.replace(/@.*/, '');
  return linked.find((number) => number === lastFrom) ?? linked[0];
}
