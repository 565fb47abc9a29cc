/** A computer that shows a code in WhatsApp Web, linked by a scan; it speaks the stand-in's wire itself. */
export interface ScriptedDevice {
  readonly id: string;
  /** Shows a code to scan. */
  showCode(qr: string): Promise<void>;
  /** Resolves with the phone that scanned the code, once it has. */
  linked(): Promise<string>;
  /** Sends a text to a customer's number. */
  send(message: { readonly id: string; readonly to: string; readonly body: string }): Promise<void>;
}

interface Command {
  readonly sequence: number;
  readonly call: string;
  readonly args: { readonly phone?: string; readonly pushname?: string };
}

/** Opens a device that was never linked. */
export async function openDevice(whatsappUrl: string, id: string): Promise<ScriptedDevice> {
  let lastTold = 0;
  const tell = async (kind: string, fields: object = {}) => {
    lastTold += 1;
    const response = await fetch(`${whatsappUrl}/standin/told?device=${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind, sequence: lastTold, ...fields }),
    });
    if (!response.ok) {
      throw new Error(`${kind}: ${await response.text()}`);
    }
  };
  await tell('hello', { session: null });

  return {
    id,
    showCode: (qr) => tell('qr', { qr }),
    linked: async () => {
      const { phone = '', pushname } = await nextLink(`${whatsappUrl}/standin/commands?device=${id}`);
      await tell('linked', { phone, pushname });
      return phone;
    },
    send: ({ id: messageId, to, body }) => tell('sent', { id: messageId, to: `${to}@c.us`, type: 'chat', body }),
  };
}

async function nextLink(url: string): Promise<Command['args']> {
  let after = 0;
  for (;;) {
    const commands = (await (await fetch(`${url}&after=${after}`)).json()) as Command[];
    const link = commands.find(({ call }) => call === 'link');
    if (link) {
      return link.args;
    }
    after = commands.at(-1)?.sequence ?? after;
  }
}
