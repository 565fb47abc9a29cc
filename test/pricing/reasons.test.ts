import { describe, expect, it } from '@jest/globals';
import { languages } from '#src/kernel/language.ts';
import { createWords } from '#src/platform/words/words.ts';
import { decide, reasonCodes } from '#src/pricing/index.ts';

describe('every reason', () => {
  it('has a sentence in every language that can be told with what a decision carries', () => {
    const words = createWords(`${import.meta.dirname}/../../locales`);
    const own = { merchantId: 'o', merchantName: 'o', isOwn: true, priceTiyn: 10_000, reviews: 0, preorder: 0 };
    const offer = { ...own, deliveryDuration: 'TODAY' as const, locatedInCity: true, kaspiDelivery: true };
    const { params } = decide({
      offers: [offer, { ...offer, merchantId: 'r', merchantName: 'MobiShop', priceTiyn: 9_900 }],
      ...{ ownMerchantId: 'o', siblingMerchantIds: [] },
      rule: {
        ...{ strategy: 'always_first', stepTiyn: 100, topN: 3, rivalMerchantId: null, belowFloor: 'hold' },
        ...{ excludedMerchantIds: [], friendlyMerchantIds: [] },
      },
      price: { currentTiyn: 10_000, minTiyn: 5_000, maxTiyn: null, handSetTiyn: 10_000 },
    });
    for (const language of languages) {
      const told = reasonCodes.map((code) => words.t(language, `pricing-reason-${code}`, params));
      expect(new Set(told).size).toBe(reasonCodes.length);
    }
  });
});
