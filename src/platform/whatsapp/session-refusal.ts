/** Why a call was refused; in every case nothing has been sent. */
export type RefusalReason =
  | 'not_open'
  | 'leased_elsewhere'
  | 'not_ready'
  | 'not_on_whatsapp'
  | 'bad_address'
  | 'broken';

/** A call to a session that certainly had no effect. */
export class SessionRefusal extends Error {
  override readonly name = 'SessionRefusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
