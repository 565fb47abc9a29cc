/** A user or bot on the wire. */
export interface WireUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string | undefined;
  readonly username?: string | undefined;
  readonly language_code?: string | undefined;
}

/** A part of a text with a meaning; offset and length in UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  readonly custom_emoji_id?: string | undefined;
}

/** One inline button; exactly one action is present. */
export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string | undefined;
  readonly url?: string | undefined;
  readonly [action: string]: unknown;
}

/** Buttons under a message. */
export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly InlineButton[])[];
}

/** One button of the keyboard that replaces the user's own. */
export interface ReplyButton {
  readonly text: string;
  readonly request_contact?: boolean | undefined;
  readonly [action: string]: unknown;
}

/** The keyboard that replaces the user's own. */
export interface ReplyKeyboard {
  readonly keyboard: readonly (readonly ReplyButton[])[];
  readonly resize_keyboard?: boolean | undefined;
  readonly one_time_keyboard?: boolean | undefined;
  readonly is_persistent?: boolean | undefined;
  readonly input_field_placeholder?: string | undefined;
}

/** One size of a photo on the wire. */
export interface PhotoSize {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
  readonly width: number;
  readonly height: number;
}

/** A document on the wire. */
export interface WireDocument {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
  readonly file_name: string;
  readonly mime_type: string;
}

/** A shared contact on the wire. */
export interface WireContact {
  readonly phone_number: string;
  readonly first_name: string;
  readonly last_name?: string | undefined;
  readonly user_id?: number | undefined;
}

/** What a message carries. */
export interface MessageContent {
  readonly text?: string | undefined;
  readonly entities?: readonly Entity[] | undefined;
  readonly caption?: string | undefined;
  readonly caption_entities?: readonly Entity[] | undefined;
  readonly photo?: readonly PhotoSize[] | undefined;
  readonly document?: WireDocument | undefined;
  readonly contact?: WireContact | undefined;
  readonly media_group_id?: string | undefined;
  readonly reply_markup?: InlineKeyboard | undefined;
}

/** A message on the wire. */
export interface Message extends MessageContent {
  readonly message_id: number;
  readonly date: number;
  readonly edit_date?: number | undefined;
  readonly from: WireUser;
  readonly chat: WireChat;
  readonly reply_to_message?: Message | undefined;
}

/** A private chat on the wire. */
export interface WireChat {
  readonly id: number;
  readonly type: 'private';
  readonly first_name: string;
  readonly last_name?: string | undefined;
  readonly username?: string | undefined;
}

/** An incoming update; the kind is the one field besides the id. */
export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

/** A command of the bot's menu. */
export interface BotCommand {
  readonly command: string;
  readonly description: string;
}
