import { DateTime } from 'luxon';
import { countedOffers, shownPrice } from '../../decisions/counted-offers.ts';
import { decide } from '../../decisions/decide.ts';
import type { Decision, PastMove, ReasonCode } from '../../decisions/decision.ts';
import { isInWorkHours } from '../../decisions/work-hours.ts';
import type { RecordedLook } from '../list-looks.ts';
import { pastInput, type Standpoint } from '../rule-facts.ts';
import type { ChangeBudget } from './change-budget.ts';
import type { SimulatedRule, SimulationGuards, Tally } from './simulation.ts';
import { addStand, emptyTally } from './tally.ts';

/** A look stands for the time until the next one, at most so long: nobody knows what a card was like while nobody looked. */
const LONGEST_STAND_MS = 12 * 3_600_000;
/** Moves that a decision may want to know of. */
const REMEMBERED_MS = 6 * 3_600_000;

/** What a rule is played with for one price. */
export interface Play {
  readonly standpoint: Standpoint;
  readonly rule: SimulatedRule;
  readonly zone: string;
  readonly guards: SimulationGuards;
  /** Shared by the prices of a store. */
  readonly budget: ChangeBudget;
  /** The profit of a sale at a price, tiyn; undefined where the cost is not known. */
  readonly profitAt: (priceTiyn: number) => number | undefined;
  /** When the last look ends to stand. */
  readonly to: Date;
}

/** How far a play has come. */
export interface Played {
  readonly looks: number;
  readonly was: Tally;
  readonly would: Tally;
  readonly asked: number;
  readonly waited: number;
  readonly reason: ReasonCode | null;
  readonly path: readonly { readonly at: Date; readonly tiyn: number }[];
}

/** A play under way: looks go in one by one in the order of time, so that none has to be kept. */
export interface Player {
  see(look: RecordedLook): void;
  end(): Played;
}

interface State {
  /** What the marketplace showed and what it would show; undefined before the first look that has us. */
  real: number | undefined;
  ours: number | undefined;
  checkedAt: number;
  pastMoves: PastMove[];
  /** The look whose time is not told yet. */
  open: { look: RecordedLook; real: number; ours: number } | undefined;
  played: { -readonly [Key in keyof Played]: Played[Key] } & { path: { at: Date; tiyn: number }[] };
}

/**
 * Plays a rule over looks: rivals as they were recorded, our own price as the rule would have set it, each move there at
 * once. Before its first move our price is what it really was.
 */
export function createPlayer(play: Play): Player {
  const state: State = {
    ...{ real: undefined, ours: undefined, checkedAt: Number.NEGATIVE_INFINITY, pastMoves: [], open: undefined },
    played: { looks: 0, was: emptyTally, would: emptyTally, asked: 0, waited: 0, reason: null, path: [] },
  };
  return {
    see: (look) => see(play, state, look),
    end: () => {
      tellOpen(play, state, play.to);
      return state.played;
    },
  };
}

function see(play: Play, state: State, look: RecordedLook): void {
  const { played } = state;
  played.looks += 1;
  tellOpen(play, state, look.seenAt);
  const real = shownPrice(look.offers, play.standpoint.ownMerchantId);
  if (real === undefined) {
    return;
  }

  if (state.real !== undefined && state.real !== real) {
    played.was = { ...played.was, moves: played.was.moves + 1 };
  }
  state.real = real;
  if (state.ours === undefined) {
    state.ours = real;
    played.path.push({ at: look.seenAt, tiyn: real });
  }
  state.ours = move(play, state, { look, ours: state.ours });
  state.open = { look, real, ours: state.ours };
}

/** The price after a look. */
function move(play: Play, state: State, { look, ours }: { look: RecordedLook; ours: number }): number {
  const { played } = state;
  const at = look.seenAt.getTime();
  const { checkIntervalSeconds = 900, workFromMinute = 540, workToMinute = 1_260 } = play.rule;
  const isTime = at - state.checkedAt >= checkIntervalSeconds * 1_000;
  if (!isTime || !isInWorkHours(look.seenAt, { workFromMinute, workToMinute }, play.zone)) {
    return ours;
  }

  state.checkedAt = at;
  state.pastMoves = state.pastMoves.filter((past) => at - past.at.getTime() < REMEMBERED_MS);
  const decision = decideAt(play, state, { look, ours });
  played.reason = decision.reason;
  if (!decision.isMove) {
    return ours;
  }

  if (!play.budget.spend(look.seenAt)) {
    played.waited += 1;
    return ours;
  }

  note(play, state, { look, ours, decision });
  return decision.targetTiyn;
}

function decideAt(play: Play, state: State, { look, ours }: { look: RecordedLook; ours: number }): Decision {
  const { standpoint, guards, zone } = play;
  const local = DateTime.fromJSDate(look.seenAt, { zone });
  const offers = look.offers.map((offer) =>
    offer.merchantId === standpoint.ownMerchantId ? { ...offer, priceTiyn: ours } : offer,
  );
  const price = { ...standpoint.price, currentTiyn: ours };
  return decide(
    pastInput(
      { ...standpoint, price },
      {
        ...{ offers, at: look.seenAt, localMinute: local.hour * 60 + local.minute },
        ...{ pastMoves: state.pastMoves, warLimit: guards.warLimit },
      },
    ),
  );
}

interface Made {
  readonly look: RecordedLook;
  readonly ours: number;
  readonly decision: Decision;
}

function note({ guards }: Play, { played, pastMoves }: State, { look, ours, decision }: Made): void {
  const { targetTiyn: tiyn, rival } = decision;
  const isBig = guards.maxMoveBps !== null && Math.abs(tiyn - ours) * 10_000 > ours * guards.maxMoveBps;
  played.asked += isBig ? 1 : 0;
  played.would = { ...played.would, moves: played.would.moves + 1 };
  played.path.push({ at: look.seenAt, tiyn });
  pastMoves.push({
    ...{ at: look.seenAt, toTiyn: tiyn },
    rivalMerchantId: rival?.merchantId ?? null,
    rivalTiyn: rival?.priceTiyn ?? null,
  });
}

/** Tells how both prices stood from the look before until now. */
function tellOpen({ standpoint, profitAt }: Play, state: State, until: Date): void {
  const { open, played } = state;
  if (!open) {
    return;
  }

  const { look, real, ours } = open;
  const forMs = Math.min(Math.max(until.getTime() - look.seenAt.getTime(), 1), LONGEST_STAND_MS);
  const rivals = countedOffers(pastInput(standpoint, { offers: look.offers, at: look.seenAt }));
  const stand = (priceTiyn: number) => {
    const rank = 1 + rivals.filter((rival) => rival.priceTiyn <= priceTiyn).length;
    return { forMs, rank, priceTiyn, profitTiyn: profitAt(priceTiyn) };
  };
  played.was = addStand(played.was, stand(real));
  played.would = addStand(played.would, stand(ours));
  state.open = undefined;
}
