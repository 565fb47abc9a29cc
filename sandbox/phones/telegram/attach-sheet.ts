import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { attempt } from '../core/ask.ts';
import { useOverlayFocus } from '../core/focus.ts';
import { Icon } from '../core/icons.ts';
import { useWords } from '../core/language.ts';
import { samplePictures } from './sample-pictures.ts';
import { draft, say } from './telegram.ts';

const photoTypes = ['image/jpeg', 'image/png'];

/** What can be attached: sample pictures, a picture or file of the visitor, the own contact. The draft becomes the caption. */
export function AttachSheet({ onDone }: { readonly onDone: () => void }) {
  const t = useWords();
  const [samples, setSamples] = useState<readonly string[]>([]);
  useEffect(() => void samplePictures().then(setSamples), []);
  const sheet = useOverlayFocus<HTMLDivElement>();
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      onDone();
    }
  };
  const finish = (work: () => Promise<unknown>) => {
    onDone();
    void attempt(work);
  };

  return html`<div class="tg-attach" role="group" aria-label=${t('telegram.attach')} tabindex="-1" ref=${sheet} onKeyDown=${closeOnEscape}>
    <div class="tg-samples">
      ${samples.map(
        (url, index) =>
          html`<button
            type="button"
            key=${index}
            aria-label=${t('telegram.samplePhoto', { number: index + 1 })}
            onClick=${() => finish(() => sendPhoto(`photo-${index + 1}.jpg`, url))}
          ><img src=${url} alt="" width="72" height="72" /></button>`,
      )}
    </div>
    <div class="tg-attach-actions">
      <label class="tg-attach-action">
        <${Icon} name="picture" />${t('telegram.choosePhoto')}
        <input type="file" accept=${photoTypes.join(',')} onChange=${(event: Event) => finish(() => sendChosen(event, 'photo'))} />
      </label>
      <label class="tg-attach-action">
        <${Icon} name="file" />${t('telegram.chooseFile')}
        <input type="file" onChange=${(event: Event) => finish(() => sendChosen(event, 'document'))} />
      </label>
      <button type="button" class="tg-attach-action" onClick=${() => finish(() => say({ contact: true }))}>
        <${Icon} name="contact" />${t('telegram.contact')}
      </button>
    </div>
  </div>`;
}

async function sendPhoto(name: string, dataUrl: string): Promise<void> {
  await say({ photo: { name, contentBase64: base64Of(dataUrl) }, ...caption() });
  draft.set('');
}

async function sendChosen(event: Event, kind: 'photo' | 'document'): Promise<void> {
  const file = (event.target as HTMLInputElement).files?.[0];
  if (!file) {
    return;
  }

  const url = await readAsDataUrl(file);
  if (kind === 'photo') {
    await sendPhoto(file.name, url);
    return;
  }
  const mimeType = file.type || 'application/octet-stream';
  await say({ document: { name: file.name, mimeType, contentBase64: base64Of(url) }, ...caption() });
  draft.set('');
}

function caption(): { caption?: string } {
  const text = draft.get().trim();
  return text ? { caption: text } : {};
}

function base64Of(dataUrl: string): string {
  return dataUrl.slice(dataUrl.indexOf(',') + 1);
}

function readAsDataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'));
    reader.readAsDataURL(file);
  });
}
