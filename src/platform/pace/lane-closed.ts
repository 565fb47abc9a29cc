/** A lane cools down for longer than the caller cares to wait. */
export class LaneClosed extends Error {
  override readonly name = 'LaneClosed';
  /** Until the first turn could come. */
  readonly waitMs: number;

  constructor(waitMs: number) {
    super(`no turn for ${Math.ceil(waitMs / 1_000)} s`);
    this.waitMs = waitMs;
  }
}
