import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectKaspiSteps } from '../scripts/story/connect-kaspi.ts';
import type { Listing, Offer, PricePush } from '../scripts/story/control.ts';
import { inboxOf, placeOrder, whatsAppSteps } from '../scripts/story/messages.ts';
import { type OutsideWorld, startOutsideWorld } from '../scripts/story/outside-world.ts';
import { moveRival, otherOffers, priceOnKaspi, setRule } from '../scripts/story/prices.ts';
import { emptyFolder, removeData, startProduct } from '../scripts/story/product-process.ts';
import { signUpSteps } from '../scripts/story/sign-up.ts';
import { aNewcomer, type Tale } from '../scripts/story/tale.ts';
import { TelegramChat } from '../scripts/story/telegram-chat.ts';
import { until } from '../scripts/story/until.ts';
import { timed } from '../scripts/story/whole-story.ts';
import { type Bench, type BenchLine, type BenchSize, p95, rounded } from './bench.ts';

/** Milliseconds; the intervals are those of demo mode. */
const intervals = { pollMs: 5_000, tickMs: 2_000 };
const goals = { tapMs: 300, orderMs: intervals.pollMs + 2_000, rivalMs: intervals.tickMs + 2_000 };
const SAMPLES: Readonly<Record<BenchSize, number>> = { full: 24, small: 4 };
const WARM_UP = 6;
const LISTINGS = 4;
const STEP = 10;

/** Tap to answer, order on Kaspi to WhatsApp, a rival's move to the accepted push; p95 of each. */
export const storyLatency: Bench = { name: 'story.latency', measure };

async function measure(size: BenchSize): Promise<BenchLine> {
  const folder = await emptyFolder('sauda-bench-story-');
  const world = await startOutsideWorld();
  const product = startProduct({ dataDir: folder, by: 'node', env: world.env });
  const bare = await startBareBot(world);
  try {
    await product.ready();
    const tale = await aTale(world);
    const taps = await alternatingTaps(world, { tale, samples: SAMPLES[size] });
    const rivals = await measureRivals(tale, SAMPLES[size]);
    const orders = await measureOrders(tale, SAMPLES[size]);
    return lineOf({ taps, rivals, orders });
  } catch (error) {
    console.error(`The product printed:\n${product.lines.slice(-20).join('\n')}`);
    throw error;
  } finally {
    bare.kill('SIGTERM');
    await product.stop();
    await world.stop();
    await removeData(folder, product);
  }
}

interface Measured {
  readonly taps: { readonly product: readonly number[]; readonly bare: readonly number[] };
  readonly rivals: readonly number[];
  readonly orders: readonly number[];
}

function lineOf({ taps, rivals, orders }: Measured): BenchLine {
  const figures = {
    tap: { goalMs: goals.tapMs, p95Ms: p95(taps.product), ms: rounded(taps.product) },
    tapBaseline: { what: 'a bare polling bot on the same stand-in', p95Ms: p95(taps.bare), ms: rounded(taps.bare) },
    order: { goalMs: goals.orderMs, p95Ms: p95(orders), ms: rounded(orders) },
    rival: { goalMs: goals.rivalMs, p95Ms: p95(rivals), ms: rounded(rivals) },
    intervals,
    lifted: "Telegram's limit of messages per chat, which no thumb reaches",
  };
  return {
    bench: 'story.latency',
    goal: 'p95: tap to answer 300 ms; order to WhatsApp poll + 2 s; rival move to accepted push tick + 2 s',
    met: [figures.tap, figures.order, figures.rival].every(({ p95Ms, goalMs }) => p95Ms <= goalMs),
    figures,
  };
}

async function aTale({ control }: OutsideWorld): Promise<Tale> {
  await control.put('/telegram/faults', { floodLimit: false, chatBurst: 10_000 });
  const tale = await aNewcomer(control, 'ru');
  for (const step of [...signUpSteps(tale), ...connectKaspiSteps(tale), ...whatsAppSteps(tale)]) {
    await timed(tale, step);
  }
  return tale;
}

/** Taps of the product's menu and of a bare bot in turns, so that both meet the same machine. */
async function alternatingTaps(
  { control }: OutsideWorld,
  { tale, samples }: { tale: Tale; samples: number },
): Promise<Measured['taps']> {
  const { chat, say, shop } = tale;
  const person = { firstName: 'Bench', phone: '+77010000099', languageCode: 'ru', bot: bareBot.username };
  const other = await TelegramChat.of(control, person);
  await other.start();
  await other.answer('turn 0');
  await chat.say('/menu');
  await chat.answer(say('companies-home-title', { name: shop.name }));
  const count = shop.listings.length;
  const ways = [
    [say('catalog-home-btn', { count }), say('catalog-list-title', { total: count })],
    [say('bot-home-btn'), say('companies-home-title', { name: shop.name })],
  ] as const;
  const taps = { product: [] as number[], bare: [] as number[] };
  for (let number = 0; number < WARM_UP + samples; number += 1) {
    const [label, answer] = ways[number % 2] ?? ways[0];
    await chat.tap(label);
    taps.product.push((await chat.answer(answer)).ms);
    await other.tap('turn');
    taps.bare.push((await other.answer(`turn ${number + 1}`)).ms);
  }
  return { product: taps.product.slice(WARM_UP), bare: taps.bare.slice(WARM_UP) };
}

/** Several listings at once, each moved again when Kaspi shows the last price. */
async function measureRivals(tale: Tale, samples: number): Promise<number[]> {
  const listings = tale.shop.listings.toSorted((one, other) => other.price - one.price).slice(0, LISTINGS);
  for (const listing of listings) {
    const bounds = { min: Math.round(listing.price * 0.3), max: Math.round(listing.price * 1.5) };
    const rule = { listing, step: STEP, ...bounds };
    await timed(tale, { name: `rule for ${listing.sku}`, run: () => setRule(tale, rule, tale.shop.listings.length) });
  }
  const rounds = Math.ceil(samples / LISTINGS);
  return (await Promise.all(listings.map((listing) => movesOf(tale, listing, rounds)))).flat();
}

async function movesOf(tale: Tale, listing: Listing, rounds: number): Promise<number[]> {
  const rival = (await otherOffers(tale, listing)).find(({ isRival }) => isRival);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // At any moment of the tick, as rivals do.
    await pause(Math.random() * intervals.tickMs);
    const price = Math.round(listing.price * (0.6 - round * 0.02));
    const movedAt = Date.now();
    await moveRival(tale, listing, { ...(rival as Offer), price });
    times.push((await acceptedAt(tale, { listing, price: price - STEP, movedAt })) - movedAt);
    await until({ what: 'the price on Kaspi' }, async () =>
      (await priceOnKaspi(tale, listing)) === price - STEP ? true : undefined,
    );
  }
  return times;
}

interface Move {
  readonly listing: Listing;
  readonly price: number;
  readonly movedAt: number;
}

async function acceptedAt({ control, shop }: Tale, { listing, price, movedAt }: Move): Promise<number> {
  const push = await until({ what: `a push of ${price} ₸ for ${listing.sku}` }, async () => {
    const pushes = await control.get<(PricePush & { price: number | null; cityPrices: Record<string, number> })[]>(
      `/kaspi/pushes?merchant=${shop.uid}`,
    );
    return pushes.find(
      (one) =>
        one.sku === listing.sku &&
        Date.parse(one.at) >= movedAt &&
        [one.price, ...Object.values(one.cityPrices)].includes(price),
    );
  });
  return Date.parse(push.at);
}

/** Orders at any moment of the poll, each by another customer. */
async function measureOrders(tale: Tale, samples: number): Promise<number[]> {
  const running: Promise<number>[] = [];
  for (let number = 0; number < samples; number += 1) {
    running.push(toldAfter(tale, `+77059${String(100_000 + number)}`));
    await pause(1_000 + Math.random() * 1_500);
  }
  return Promise.all(running);
}

async function toldAfter(tale: Tale, phone: string): Promise<number> {
  const orderedAt = Date.now();
  const code = await placeOrder(tale, phone);
  const message = await until({ what: `a message about ${code}`, withinMs: 60_000 }, async () =>
    (await inboxOf(tale, phone)).find(({ body }) => body.includes(code)),
  );
  return Date.parse(message.at) - orderedAt;
}

const bareBot = { token: '2000002:bare-bot-of-the-bench', username: 'bare_bench_bot', name: 'Bare' };

async function startBareBot({ env, control }: OutsideWorld): Promise<ChildProcess> {
  await control.post('/telegram/bots', bareBot);
  const program = fileURLToPath(new URL('./bare-bot.ts', import.meta.url));
  return spawn(process.execPath, [program, env.TELEGRAM_API_URL ?? '', bareBot.token], { stdio: 'ignore' });
}
