import type { Agenda, JobParameters } from 'agenda';
import type { JobDefinition } from './define-job.ts';

/**
 * Gives every repeated job its one row. A row with the same schedule keeps its stored next time, so deploys more
 * frequent than the job do not starve it, a run missed while the app was down happens at once, and a pause stays.
 * @throws Error when a schedule cannot be read
 */
export async function scheduleRecurring(agenda: Agenda, jobs: readonly JobDefinition[]): Promise<void> {
  for (const definition of jobs) {
    await scheduleOne(agenda, definition);
  }
}

type Schedule = Readonly<{ interval: string; timezone?: string }>;

async function scheduleOne(agenda: Agenda, definition: JobDefinition): Promise<void> {
  const wanted = scheduleOf(definition);
  const { jobs } = await agenda.queryJobs({ name: definition.name });
  const row = jobs.find((job) => job.type === 'single');
  if (row && isUpToDate(row, wanted)) {
    return;
  }

  if (row) {
    await agenda.cancel({ id: row._id });
  }
  if (wanted) {
    await insertRow(agenda, definition.name, wanted);
  }
}

function isUpToDate(row: JobParameters, wanted: Schedule | null): boolean {
  const isSame = row.repeatInterval === wanted?.interval && (row.repeatTimezone ?? undefined) === wanted?.timezone;
  return isSame && Boolean(row.nextRunAt ?? row.lockedAt);
}

async function insertRow(agenda: Agenda, name: string, { interval, timezone }: Schedule): Promise<void> {
  const job = await agenda.every(interval, name, { payload: {} }, timezone ? { timezone } : {});
  if (!job.attrs.nextRunAt) {
    throw new Error(`Job ${name}: the schedule "${interval}" cannot be read`);
  }
}

function scheduleOf({ every }: JobDefinition): Schedule | null {
  if (every === undefined) {
    return null;
  }
  return typeof every === 'string' ? { interval: every } : { interval: every.cron, timezone: every.timezone };
}
