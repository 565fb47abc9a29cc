/** What the seller bot is given by the composition root, and what each of its features brings to the main menu. */
import type { Api } from 'grammy';
import type { Clock } from '#src/kernel/clock.ts';
import type { InCompany, InSystem, Scope } from '#src/platform/db/scope.ts';
import type { Jobs } from '#src/platform/jobs/create-jobs.ts';
import type { MediaStore } from '#src/platform/media/media-store.ts';
import type { Words } from '#src/platform/words/words.ts';
import type { Marketplace } from '#src/stores/index.ts';
import type { BotContext, Button } from '../context.ts';
import type { BotFeature } from '../feature.ts';

/** The doors of the house that the seller bot goes through. */
export interface SellerDeps {
  readonly inCompany: InCompany;
  readonly inSystem: InSystem;
  readonly marketplace: Marketplace;
  readonly enqueue: Jobs['enqueue'];
  /** Where our own pages are: `https://sauda.example`, no slash at the end; asked each time, known once HTTP listens. */
  publicUrl(): string;
  /** Stored pictures. */
  readonly media: MediaStore;
  readonly words: Words;
  readonly clock: Clock;
  /** Told that a WhatsApp number is wanted, or not wanted any more. */
  readonly whatsApp: { wake(): void };
  /** Whether companies that sign up are demo companies, whose repricer works round the clock. */
  readonly isDemo: boolean;
  /** The API of a running bot, for messages that nobody asked for; asked when needed, the host is made later. */
  api(botId: string): Api;
}

/** What a feature tells on the main menu. */
export interface HomeSummary {
  /** Shown on the feature's button when above zero. */
  readonly count?: number;
  /** Lines of Telegram HTML about today, such as how many orders came. */
  readonly lines?: readonly string[];
  /** Lines of Telegram HTML that want attention; the menu puts ⚠️ before each. */
  readonly attention?: readonly string[];
  /** Rows of buttons above the menu's own, for what the visitor should do next. */
  readonly next?: readonly (readonly Button[])[];
}

/** A feature's button on the main menu and what it has to tell there. */
export interface HomePart {
  /** The screen behind the button. */
  readonly screen: string;
  /** The button's label; it is given `count` (0 when there is nothing to count). */
  readonly labelId: string;
  /** The label while there is nothing to count, where a bare 0 would read badly. */
  readonly emptyLabelId?: string;
  /** The action a visitor must be allowed to see this part. */
  readonly can: string;
  /** Smaller stands first. */
  readonly place: number;
  /** One scope serves all parts: read little. */
  summarize?(scope: Scope, ctx: BotContext): Promise<HomeSummary>;
}

/** What a feature adds to a product's card for one of its listings. */
export interface ListingPart {
  /** Lines of Telegram HTML. */
  readonly lines: readonly string[];
  /** Rows of buttons, above the card's own. */
  readonly keyboard: readonly (readonly Button[])[];
}

/** The listing whose card is drawn. */
export interface ShownListing {
  readonly listingId: string;
  readonly productId: string;
}

/** Gives a feature's part of a product's card; undefined when it has nothing to say to this visitor. */
export type DescribeListing = (
  scope: Scope,
  ctx: BotContext,
  listing: ShownListing,
) => Promise<ListingPart | undefined>;

/** A feature of the seller bot; `home` puts it on the main menu. */
export interface SellerFeature extends BotFeature {
  readonly home?: HomePart;
  readonly describeListing?: DescribeListing;
}
