import { readdir, readFile } from 'node:fs/promises';

/** Processes that still have this folder in their command line or their settings: `pid command`, none when all ended. */
export async function processesOf(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(pids.map((pid) => commandOf(pid, folder)));
  return found.filter((command) => command !== undefined);
}

async function commandOf(pid: string, folder: string): Promise<string | undefined> {
  try {
    const [command, settings] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')),
    );
    const isOurs = [command, settings].some((text) => text?.includes(folder));
    return isOurs ? `${pid} ${command?.replaceAll('\0', ' ').trim()}` : undefined;
  } catch {
    // It ended while it was looked at.
    return undefined;
  }
}
