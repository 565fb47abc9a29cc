import { z } from 'zod';
import { defineJob } from '../jobs/define-job.ts';
import { forgetOldChatData } from './chats.ts';

/** Erases handled updates and abandoned dialogues, every night. */
export const forgetOldChats = defineJob({
  name: 'telegram.forgetOldChats',
  data: z.object({}),
  lockMinutes: 10,
  retries: 3,
  every: { cron: '30 3 * * *', timezone: 'Asia/Almaty' },
  run: (_, { inSystem }) => forgetOldChatData(inSystem),
});
