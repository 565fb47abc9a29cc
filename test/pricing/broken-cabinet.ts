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

/** The worker dies before or after the push leaves. */
export function dying(real: Marketplace, when: () => 'before' | 'after' | 'alive'): Marketplace {
  const cabinet: Marketplace['cabinet'] = Object.create(real.cabinet);
  cabinet.pushPrice = async (...args) => {
    const fate = when();
    if (fate === 'before') {
      throw new Error('the worker died');
    }

    const receipt = await real.cabinet.pushPrice(...args);
    if (fate === 'after') {
      throw new Error('the worker died');
    }

    return receipt;
  };
  return { ...real, cabinet };
}
