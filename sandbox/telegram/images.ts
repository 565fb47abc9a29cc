/** What an image's header says. */
export interface ImageHeader {
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads the header of a PNG, JPEG, GIF or WebP image; nothing for any other bytes. */
export function readImageHeader(content: Buffer): ImageHeader | undefined {
  try {
    return readPng(content) ?? readJpeg(content) ?? readGif(content) ?? readWebp(content);
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function readPng(content: Buffer): ImageHeader | undefined {
  return content.subarray(0, 8).equals(pngSignature)
    ? { mimeType: 'image/png', width: content.readUInt32BE(16), height: content.readUInt32BE(20) }
    : undefined;
}

function readGif(content: Buffer): ImageHeader | undefined {
  return content.toString('latin1', 0, 3) === 'GIF'
    ? { mimeType: 'image/gif', width: content.readUInt16LE(6), height: content.readUInt16LE(8) }
    : undefined;
}

function readJpeg(content: Buffer): ImageHeader | undefined {
  if (content.length < 4 || content.readUInt16BE(0) !== 0xffd8) {
    return undefined;
  }
  let at = 2;
  while (!isFrameMarker(content.readUInt16BE(at))) {
    at += 2 + content.readUInt16BE(at + 2);
  }
  return { mimeType: 'image/jpeg', height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
}

function isFrameMarker(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
}

function readWebp(content: Buffer): ImageHeader | undefined {
  if (content.toString('latin1', 0, 4) !== 'RIFF' || content.toString('latin1', 8, 12) !== 'WEBP') {
    return undefined;
  }
  const mimeType = 'image/webp';
  const format = content.toString('latin1', 12, 16);
  if (format === 'VP8X') {
    return { mimeType, width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1 };
  }
  if (format === 'VP8L') {
    const bits = content.readUInt32LE(21);
    return { mimeType, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  return { mimeType, width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff };
}
