/** The sandbox's control API: what a person would do to the world outside, and see of it. */
export interface Control {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
  put<Answer>(path: string, body: object): Promise<Answer>;
}

/** Speaks to the control API of the sandbox at this address. Every call throws an Error when it is refused. */
export function controlOf(sandboxUrl: string): Control {
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${sandboxUrl}/_control${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`The sandbox refused ${method} ${path}: ${await response.text()}`);
    }
    return (await response.json()) as Answer; // The shapes are the sandbox's own; its README lists them.
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
  };
}

/** A message as its reader sees it in Telegram. */
export interface ChatMessage {
  readonly messageId: number;
  readonly from: 'bot' | 'user';
  readonly date: string;
  readonly editedAt?: string;
  readonly text?: string;
  readonly caption?: string;
  readonly deleted?: boolean;
  readonly photo?: { readonly url: string };
  readonly inlineKeyboard?: readonly (readonly { readonly text: string; readonly data?: string }[])[];
}

/** A shop on Kaspi. */
export interface Merchant {
  readonly uid: string;
  readonly name: string;
  readonly apiToken: string;
  readonly email: string;
  readonly password: string;
  readonly phone: string;
  readonly listings: readonly Listing[];
}

/** What a shop sells; prices in tenge. */
export interface Listing {
  readonly sku: string;
  readonly masterSku: string;
  readonly model: string;
  readonly price: number;
  readonly cityPrices: Readonly<Record<string, number>>;
  readonly isOnSale: boolean;
}

/** One of the offers on a card, the price in tenge. */
export interface Offer {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly price: number;
  readonly isRival: boolean;
}

/** What Kaspi shows of one shop. */
export interface KaspiState {
  readonly merchants: readonly Merchant[];
  readonly cards: readonly { readonly masterSku: string; readonly offers: readonly Offer[] }[];
  readonly orders: readonly { readonly code: string; readonly status: string; readonly state: string }[];
}

/** A price push as Kaspi took it. */
export interface PricePush {
  readonly sku: string;
  readonly at: string;
  readonly settledAt: string | null;
  readonly state: string;
}

/** A message on a customer's phone; `ack` 2 is delivered, 3 is read. */
export interface PhoneMessage {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly body: string;
  readonly at: string;
  readonly ack: number;
}

/** What WhatsApp shows. */
export interface WhatsAppState {
  readonly devices: readonly {
    readonly id: string;
    readonly state: string;
    readonly qr?: string;
    readonly phone?: string;
  }[];
}
