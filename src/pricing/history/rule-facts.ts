import type { DecisionInput, RuleFacts } from '../decisions/decision.ts';

/** Settings of a rule that stands or is only thought of; money in tiyn. */
export interface RuleSettings {
  readonly strategy?: RuleFacts['strategy'] | undefined;
  readonly stepTiyn?: number | undefined;
  readonly topN?: number | undefined;
  readonly rivalMerchantId?: string | null | undefined;
  readonly belowFloor?: RuleFacts['belowFloor'] | undefined;
  readonly parameters?: RuleFacts['parameters'] | undefined;
  readonly minRatingTenths?: number | null | undefined;
  readonly maxDeliveryDays?: number | null | undefined;
  readonly skipsPreorder?: boolean | undefined;
  readonly onlyInCity?: boolean | undefined;
  readonly excludedMerchantIds?: readonly string[] | undefined;
  readonly friendlyMerchantIds?: readonly string[] | undefined;
}

type WholeSettings = { readonly [Key in keyof RuleSettings]-?: Exclude<RuleSettings[Key], undefined> };

const newRule: WholeSettings = {
  strategy: 'standard',
  stepTiyn: 100,
  topN: 3,
  rivalMerchantId: null,
  belowFloor: 'hold',
  parameters: {},
  minRatingTenths: null,
  maxDeliveryDays: null,
  skipsPreorder: false,
  onlyInCity: false,
  excludedMerchantIds: [],
  friendlyMerchantIds: [],
};

/** What a rule with these settings tells the repricer; what is left out is as in a new rule. */
export function ruleFactsOf(settings: RuleSettings): RuleFacts {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const rule: WholeSettings = { ...newRule, ...Object.fromEntries(given) };
  const { strategy, stepTiyn, topN, belowFloor, parameters, excludedMerchantIds, friendlyMerchantIds } = rule;
  return {
    ...{ strategy, stepTiyn, topN, belowFloor, parameters, excludedMerchantIds, friendlyMerchantIds },
    rivalMerchantId: rule.rivalMerchantId,
    filters: {
      minRatingTenths: rule.minRatingTenths,
      maxDeliveryDays: rule.maxDeliveryDays,
      skipsPreorder: rule.skipsPreorder,
      onlyInCity: rule.onlyInCity,
    },
  };
}

/** What a decision about the past starts from: whose price it is, its rule and bounds; tiyn. */
export interface Standpoint {
  readonly ownMerchantId: string;
  readonly siblingMerchantIds: readonly string[];
  readonly rule: RuleFacts;
  readonly price: Pick<DecisionInput['price'], 'currentTiyn' | 'minTiyn' | 'maxTiyn' | 'handSetTiyn'>;
}

/** A decision's input for a look of the past; what nobody has recorded (stock, cost, an automation's wish) is unknown. */
export function pastInput(
  { ownMerchantId, siblingMerchantIds, rule, price }: Standpoint,
  look: Pick<DecisionInput, 'offers' | 'at'> & Partial<DecisionInput>,
): DecisionInput {
  return {
    ...{ ownMerchantId, siblingMerchantIds, rule, localMinute: 0, pastMoves: [], warLimit: null, customTiyn: null },
    ...look,
    price: {
      ...price,
      ...{ profitFloor: { kind: 'unasked' }, marginPrice: { kind: 'unknown', missing: 'cost' } },
      ...{ costTiyn: null, stock: null },
    },
  };
}
