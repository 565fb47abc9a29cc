/** Keeps what people typed unreadable in the database. */
export interface Sealer {
  seal(text: string, purpose: string): string;
  open(sealed: string, purpose: string): string;
}
