import { buffer } from 'node:stream/consumers';
import type { Context } from 'koa';

/** A file that came in a multipart form. */
export interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

/** A request's body: its fields (JSON members or form fields), its files by field name and its bytes. */
export interface RequestBody {
  readonly fields: Record<string, unknown>;
  readonly files: Record<string, UploadedFile>;
  readonly raw: Buffer;
}

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** Reads a JSON, urlencoded or multipart body; anything else leaves only the bytes. @throws SyntaxError on broken JSON */
export async function readBody(ctx: Context): Promise<RequestBody> {
  return parseBody(await buffer(ctx.req), ctx.get('content-type'));
}

/** Reads body bytes of that content type. @throws SyntaxError on broken JSON */
export async function parseBody(raw: Buffer, type: string): Promise<RequestBody> {
  if (formTypes.some((formType) => type.startsWith(formType))) {
    return readForm(raw, type);
  }

  const isJson = type.includes('json') && raw.length > 0;
  const parsed: unknown = isJson ? JSON.parse(raw.toString('utf8')) : {};
  return { fields: isRecord(parsed) ? parsed : {}, files: {}, raw };
}

/** Tells whether a value is a plain JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readForm(raw: Buffer, type: string): Promise<RequestBody> {
  const request = new Request('http://sandbox.invalid/', {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(raw),
  });
  const fields: Record<string, unknown> = {};
  const files: Record<string, UploadedFile> = {};
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') {
      fields[name] = value;
    } else {
      files[name] = { name: value.name, mimeType: value.type, content: Buffer.from(await value.arrayBuffer()) };
    }
  }
  return { fields, files, raw };
}
