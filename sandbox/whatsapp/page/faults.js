/** The switches in force; the server writes them into the page and sends every later change. */
export const faults = window.standinFaults ?? { idField: '_serialized' };

/** Takes over a changed set of switches. */
export function changeFaults(next) {
  Object.assign(faults, next);
}
