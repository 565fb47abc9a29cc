const mobileKz = /^77\d{9}$/;

/** A file in a conversation; its bytes stay with the stand-in. */
export interface MessageMedia {
  readonly mimetype: string;
  readonly base64: string;
  readonly filename?: string | undefined;
}

/** One message as the customer's phone shows it: `in` came from the shop, `out` was written by the customer. */
export interface PhoneMessage {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly type: string;
  readonly at: string;
  ack: number;
  readonly media?: MessageMedia | undefined;
  readonly place?: { readonly lat: number; readonly lng: number; readonly title?: string | undefined } | undefined;
}

/** A customer's phone. */
export interface CustomerPhone {
  readonly phone: string;
  registered: boolean;
  /** Receives messages (ack 2); an offline phone gets them when it comes back. */
  online: boolean;
  /** Opens the chat at once (ack 3). */
  reads: boolean;
  lid?: string | undefined;
  name?: string | undefined;
  readonly messages: PhoneMessage[];
}

/** What is remembered of the phones between starts. */
export interface KeptPhones {
  readonly byNumber: Map<string, CustomerPhone>;
  onlyListed: boolean;
}

/** Every phone of the stand-in's world. */
export interface Phones {
  readonly kept: KeptPhones;
  all(): CustomerPhone[];
  /** The phone of a number, remembered from now on. */
  get(phone: string): CustomerPhone;
  /** The phone behind a number or a privacy id; nothing is remembered. */
  find(user: string): CustomerPhone | undefined;
  isRegistered(user: string): boolean;
  /** From now on only these numbers (and those set one by one) are on WhatsApp. */
  registerOnly(phones: readonly string[]): void;
}

/** Creates the phones, new or kept; any Kazakh mobile number is on WhatsApp until told otherwise. */
export function createPhones(kept: KeptPhones = { byNumber: new Map(), onlyListed: false }): Phones {
  const phones = kept.byNumber;
  const isMember = (phone: string) => !kept.onlyListed && mobileKz.test(phone);
  const find = (user: string) => phones.get(user) ?? [...phones.values()].find(({ lid }) => lid === user);
  const get = (phone: string) => {
    const known = phones.get(phone) ?? { phone, registered: isMember(phone), online: true, reads: true, messages: [] };
    phones.set(phone, known);
    return known;
  };

  return {
    kept,
    get,
    find,
    all: () => [...phones.values()],
    isRegistered: (user) => find(user)?.registered ?? isMember(user),
    registerOnly: (listed) => {
      kept.onlyListed = true;
      for (const phone of phones.values()) {
        phone.registered = listed.includes(phone.phone);
      }
      for (const phone of listed) {
        get(phone).registered = true;
      }
    },
  };
}
