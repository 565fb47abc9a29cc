import { marketplaceErrors } from '#src/stores/marketplace.errors.ts';
import type { Marketplace } from '#src/stores/store.ports.ts';

/** The push arrives, its answer is lost. */
export function losingAnswers(real: Marketplace): Marketplace {
  const cabinet: Marketplace['cabinet'] = Object.create(real.cabinet);
  cabinet.pushPrice = async (...args) => {
    await real.cabinet.pushPrice(...args);
    throw marketplaceErrors.badAnswer({ endpoint: 'cabinet.push' });
  };
  return { ...real, cabinet };
}
