/** An update as the Bot API delivers it, as far as the script reads it. */
export interface BotUpdate {
  readonly update_id: number;
  readonly message?: {
    readonly chat: { readonly id: number };
    readonly text?: string;
    readonly caption?: string;
    readonly contact?: { readonly phone_number: string };
    readonly photo?: readonly unknown[];
    readonly document?: { readonly file_name: string };
  };
  readonly callback_query?: {
    readonly id: string;
    readonly data: string;
    readonly message: { readonly chat: { readonly id: number }; readonly message_id: number };
  };
}

/** A bot that speaks the Bot API over bare HTTP. */
export interface ScriptedBot {
  /** Calls a method. @throws Error with Telegram's description when it is refused */
  call(method: string, params?: object): Promise<{ message_id: number }>;
  /** Handles updates one by one until stopped. */
  listen(onUpdate: (update: BotUpdate) => Promise<unknown>): void;
  stop(): Promise<void>;
}

/** Connects a bot to the Telegram stand-in at the given base address. */
export function connectBot(telegramUrl: string, token: string): ScriptedBot {
  const stopping = new AbortController();
  let listening: Promise<void> = Promise.resolve();
  const request = async (method: string, params: object, signal?: AbortSignal): Promise<unknown> => {
    const response = await fetch(`${telegramUrl}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
      ...(signal ? { signal } : {}),
    });
    const { ok, result, description } = (await response.json()) as {
      ok: boolean;
      result: unknown;
      description: string;
    };
    if (!ok) {
      throw new Error(`${method}: ${description}`);
    }
    return result;
  };
  const poll = async (onUpdate: (update: BotUpdate) => Promise<unknown>) => {
    let offset = 0;
    while (!stopping.signal.aborted) {
      const updates = (await request('getUpdates', { offset, timeout: 20 }, stopping.signal)) as BotUpdate[];
      for (const update of updates) {
        offset = update.update_id + 1;
        await onUpdate(update);
      }
    }
  };

  return {
    call: async (method, params = {}) => (await request(method, params)) as { message_id: number },
    listen: (onUpdate) => {
      listening = poll(onUpdate).catch((error: unknown) => {
        if (!stopping.signal.aborted) {
          throw error;
        }
      });
    },
    stop: async () => {
      stopping.abort();
      await listening;
    },
  };
}
