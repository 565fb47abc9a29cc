/** The least a bot can do: polls, answers every tap and edits the message it stands under. */
const [, , apiUrl = '', token = ''] = process.argv;

interface Update {
  readonly update_id: number;
  readonly message?: { readonly chat: { readonly id: number } };
  readonly callback_query?: {
    readonly id: string;
    readonly data: string;
    readonly message: { readonly message_id: number; readonly chat: { readonly id: number } };
  };
}

const reply_markup = { inline_keyboard: [[{ text: 'turn', callback_data: 'turn' }]] };
let turns = 0;
for (let offset = 0; ; ) {
  const updates = await call<Update[]>('getUpdates', { offset, timeout: 30 });
  for (const update of updates) {
    offset = update.update_id + 1;
    await answer(update);
  }
}

async function answer({ message, callback_query: tap }: Update): Promise<void> {
  if (message) {
    await call('sendMessage', { chat_id: message.chat.id, text: 'turn 0', reply_markup });
  }
  if (tap) {
    turns += 1;
    const { message_id, chat } = tap.message;
    await call('editMessageText', { chat_id: chat.id, message_id, text: `turn ${turns}`, reply_markup });
    await call('answerCallbackQuery', { callback_query_id: tap.id });
  }
}

async function call<Result>(method: string, body: object): Promise<Result> {
  const response = await fetch(`${apiUrl}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { ok, result, description } = (await response.json()) as { ok: boolean; result: Result; description: string };
  if (!ok) {
    throw new Error(`${method}: ${description}`);
  }
  return result;
}
