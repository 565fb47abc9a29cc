import { encodeB64 } from './connection.js';
import { faults } from './faults.js';

const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** The base64 text of a file. */
export async function toBase64(blob) {
  const content = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of content) {
    text += String.fromCharCode(byte);
  }
  return btoa(text);
}

async function sha256(blob) {
  return encodeB64(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
}

/** A file on its way through WhatsApp's media pipeline. */
export class OpaqueData {
  static async createFromData(blob, type) {
    return Object.assign(new OpaqueData(), { blob, type });
  }

  url() {
    return URL.createObjectURL(this.blob);
  }

  autorelease() {}

  formData() {
    return this.blob;
  }
}

class MediaData {
  constructor(fields) {
    Object.assign(this, fields);
    if (faults.privateMediaId) {
      this.__x_id = undefined;
    }
  }

  set(more) {
    Object.assign(this, more);
  }

  toJSON() {
    const { mediaBlob: _file, ...rest } = this;
    return rest;
  }
}

const mediaObjects = new Map();

/** The stored object of a file by its hash. */
export const getOrCreateMediaObject = (filehash) => mediaObjects.get(filehash);

const plainTypes = { image: 'image', video: 'video', audio: 'audio' };

function typeOf(mimetype, { asDocument, isPtt }) {
  if (asDocument) {
    return 'document';
  }
  return isPtt ? 'ptt' : (plainTypes[mimetype.split('/')[0]] ?? 'document');
}

/** Prepares a file for upload. */
export function prepRawMedia(opaque, wishes) {
  const waitForPrep = async () => {
    const type = typeOf(opaque.type, wishes);
    const { size, name: filename } = opaque.blob;
    const filehash = await sha256(opaque.blob);
    mediaObjects.set(filehash, { filehash, size, type, contentInfo: {}, consolidate() {} });
    return new MediaData({ type, mimetype: opaque.type, filename, size, filehash, mediaBlob: opaque, isGif: false });
  };
  return { waitForPrep };
}

/** Uploads nowhere and answers as the media server would. */
export async function uploadMedia({ mediaObject }) {
  const url = 'https://mmg.whatsapp.net/standin';
  const { filehash } = mediaObject;
  const keys = { mediaKey: 'a2V5', mediaKeyTimestamp: 1, encFilehash: filehash, uploadHash: filehash };
  return { mediaEntry: { mmsUrl: url, deprecatedMms3Url: url, directPath: '/standin', ...keys } };
}

const received = new Map();

/** Files that came in, by their hash. */
export const inboundFiles = {
  /** Keeps a file and gives the message fields that point at it. */
  async keep({ base64, mimetype, filename }) {
    const blob = new Blob([fromBase64(base64)], { type: mimetype });
    const filehash = await sha256(blob);
    received.set(filehash, blob);
    const keys = { filehash, encFilehash: filehash, directPath: '/in', mediaKey: 'a2V5', mediaKeyTimestamp: 1 };
    return { ...keys, mimetype, filename, size: blob.size, mediaData: { mediaStage: 'RESOLVED' } };
  },
  /** Gives a file's bytes. @throws without a mimetype on builds of September 2026 */
  async download({ filehash, mimetype }) {
    if (faults.downloadNeedsMimetype && !mimetype) {
      throw new Error('mimetype required');
    }
    return received.get(filehash).arrayBuffer();
  },
};
