/** WhatsApp Web's window as these repairs see it. */
interface PageWindow {
  require(name: string): unknown;
  WWebJS?: Tools;
  compatReport?: Record<string, string>;
  onPasskeyAskedEvent?: () => void;
}

interface Tools {
  getMessageModel(message: unknown): { id?: Record<string, unknown> };
  processMediaData(...args: unknown[]): Promise<object & { toJSON?: () => Record<string, unknown> }>;
}

type Key = Record<string, unknown>;
type KeyClass = { new (parts: object): Key; readonly prototype: object };
type Download = (wish: { filehash?: string; mimetype?: string }) => Promise<unknown>;

/**
 * The script that runs before any script of the page, on every document: it repairs, from outside, what WhatsApp's
 * builds since July 2026 break in whatsapp-web.js 1.34.7, and tells when a passkey is asked for. The library assigns
 * `window.WWebJS`; the repairs follow in the same tick. A healthy page is left alone.
 */
export function compatScript(): string {
  const parts = [own, repairIds, hidePrivateMediaId, passMimetype, attempted, watchPasskey, installCompat];
  return `(() => {\n${parts.map(String).join('\n')}\ninstallCompat();\n})();`;
}

function installCompat(): void {
  const page = globalThis as unknown as PageWindow;
  let tools: Tools | undefined;
  Object.defineProperty(page, 'WWebJS', {
    configurable: true,
    get: () => tools,
    set(assigned: Tools) {
      tools = assigned;
      queueMicrotask(() => {
        page.compatReport = {
          ids: attempted(() => repairIds(page, assigned)),
          media: attempted(() => hidePrivateMediaId(assigned)),
          download: attempted(() => passMimetype(page)),
        };
      });
    },
  });
  watchPasskey(page);
}

function attempted(repair: () => string): string {
  try {
    return repair();
  } catch (error) {
    return `failed: ${String(error)}`;
  }
}

// The renamed field is found by its value on a throw-away key, never by its name.
function repairIds(page: PageWindow, tools: Tools): string {
  const MsgKey = page.require('WAWebMsgKey') as KeyClass;
  const { createWid } = page.require('WAWebWidFactory') as { createWid(id: string): unknown };
  const wid = createWid('70000000000@c.us');
  const probe = new MsgKey({ from: wid, to: wid, id: 'PROBE', selfDir: 'out' });
  if (probe._serialized !== undefined) {
    return 'healthy';
  }

  const isText = (name: string) => typeof probe[name] === 'string' && String(probe[name]).endsWith('_PROBE');
  const alias = Object.keys(probe).find(isText);
  if (!alias) {
    return 'failed: no field holds the text of a key';
  }
  Object.defineProperty(MsgKey.prototype, alias, {
    configurable: true,
    set(this: Key, text: unknown) {
      own(this, alias, text);
      own(this, '_serialized', text);
    },
  });
  const before = tools.getMessageModel;
  tools.getMessageModel = (message) => {
    const model = before(message); // A key made before this repair carries only the alias.
    if (model.id && model.id._serialized === undefined) {
      own(model.id, '_serialized', model.id[alias]);
    }
    return model;
  };
  return `repaired ${alias}`;
}

function hidePrivateMediaId(tools: Tools): string {
  const before = tools.processMediaData;
  tools.processMediaData = async (...args) => {
    const media = await before(...args);
    const toJson = media.toJSON?.bind(media);
    if ('__x_id' in media) {
      Object.defineProperty(media, '__x_id', {
        value: media.__x_id,
        enumerable: false,
        configurable: true,
        writable: true,
      });
    }
    if (toJson) {
      const value = () => {
        const { __x_id: _private, ...rest } = toJson();
        return rest;
      };
      Object.defineProperty(media, 'toJSON', { value, configurable: true });
    }
    return media;
  };
  return 'wrapped';
}

function passMimetype(page: PageWindow): string {
  const { downloadManager } = page.require('WAWebDownloadManager') as {
    downloadManager: { downloadAndMaybeDecrypt: Download };
  };
  const { Msg } = page.require('WAWebCollections') as {
    Msg: { getModelsArray(): { filehash?: string; mimetype?: string }[] };
  };
  const before = downloadManager.downloadAndMaybeDecrypt.bind(downloadManager);
  downloadManager.downloadAndMaybeDecrypt = (wish) => {
    const mimetype = Msg.getModelsArray().find(({ filehash }) => filehash === wish.filehash)?.mimetype;
    return before({ ...(mimetype === undefined ? {} : { mimetype }), ...wish });
  };
  return 'wrapped';
}

function watchPasskey(page: PageWindow): void {
  const { credentials } = navigator;
  if (!credentials) {
    return;
  }

  const before = credentials.get.bind(credentials);
  credentials.get = (options) => {
    if (options?.publicKey) {
      page.onPasskeyAskedEvent?.();
    }
    return before(options);
  };
}

function own(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}
