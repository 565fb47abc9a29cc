import type { Api } from 'grammy';

const DOWNLOAD_MS = 30_000;
const PUBLIC_API = 'https://api.telegram.org';

/**
 * The bytes of a file that somebody sent, up to 20 MB (https://core.telegram.org/bots/api#getfile).
 * @throws Error when Telegram does not hand it over; the address is never named, because it holds the bot's token
 */
export async function downloadFile(api: Api, fileId: string): Promise<Uint8Array> {
  const file = await api.getFile(fileId);
  const root = api.options?.apiRoot ?? PUBLIC_API;
  const response = await fetch(`${root}/file/bot${api.token}/${file.file_path}`, {
    signal: AbortSignal.timeout(DOWNLOAD_MS),
  });
  if (!response.ok) {
    throw new Error(`Telegram did not hand a file over: ${response.status}.`);
  }

  return new Uint8Array(await response.arrayBuffer());
}
