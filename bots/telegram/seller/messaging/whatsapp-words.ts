/** The company's WhatsApp number in words. */
import type { WhatsAppView } from '#src/messaging/index.ts';
import type { Speech } from '../../context.ts';

/** How the number stands; null when none was ever wanted. */
export function whatsAppWords(speech: Speech, view: WhatsAppView | null): string {
  return speech.t(`messaging-whatsapp-${stateWord(view)}`, { phone: view?.phone ?? '' });
}

/** The state as the ids of its words spell it; a number that was disconnected counts as absent. */
export function stateWord(view: WhatsAppView | null): string {
  if (!view?.isWanted) {
    return 'absent';
  }

  return view.state === 'ready' && view.phone === null ? 'ready-unnamed' : view.state.replaceAll('_', '-');
}

/** Whether only the seller can bring the number back. */
export function needsSeller(view: WhatsAppView | null): boolean {
  return !view?.isWanted || ['logged_out', 'restricted', 'failed', 'waiting_for_scan'].includes(view.state);
}
