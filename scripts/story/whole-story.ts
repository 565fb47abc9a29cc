import { drawPng } from '../../sandbox/kaspi/picture.ts';
import { connectKaspiSteps } from './connect-kaspi.ts';
import { orderSteps, whatsAppSteps } from './messages.ts';
import { repricingSteps } from './prices.ts';
import { addProductSteps } from './shelf.ts';
import { signUpSteps } from './sign-up.ts';
import type { Step, Tale } from './tale.ts';
import { webSteps } from './web.ts';

/** The main job from START to the customer's second message, in order; each step expects the one before it. */
export function wholeStory(tale: Tale): Step[] {
  const customerPhone = `+7705${tale.shop.uid.slice(-7)}`;
  return [
    ...signUpSteps(tale),
    ...connectKaspiSteps(tale),
    ...addProductSteps(tale, drawPng('Смартфоны', '104990001')),
    ...repricingSteps(tale, tale.shop.listings.length + 1),
    ...whatsAppSteps(tale),
    ...orderSteps(tale, customerPhone),
    ...webSteps(tale),
  ];
}

/** Runs one step; milliseconds. @throws Error that names the step and shows the end of the chat */
export async function timed({ chat }: Tale, step: Step): Promise<number> {
  const startedAt = performance.now();
  try {
    await step.run();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${step.name}: ${why}\n\nThe chat:\n${await chat.screen()}`, { cause: error });
  }
  return performance.now() - startedAt;
}
