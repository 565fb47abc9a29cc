import { readFile } from 'node:fs/promises';

const CLOCK_TICKS_MS = 10;

/** User and system time of a process, of its children, and of those that have ended; milliseconds. Linux only, else 0. */
export async function cpuOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.split(' ') ?? [];
  const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * CLOCK_TICKS_MS;
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')).split(' ');
  const rest = await Promise.all(children.filter(Boolean).map((child) => cpuOf(Number(child))));
  return rest.reduce((sum, ms) => sum + ms, own);
}
