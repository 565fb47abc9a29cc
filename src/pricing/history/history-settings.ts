/** How long the history of cards is kept in full, and how far ahead its days are opened. */
export interface HistorySettings {
  /** Whole UTC days before today whose every look is kept; older ones are kept as one row a day. */
  readonly rawDays: number;
  /** Today and the days after it that have a partition ready. */
  readonly openDays: number;
}

/** Settings that suit both modes. */
export const historySettings: HistorySettings = { rawDays: 14, openDays: 7 };
