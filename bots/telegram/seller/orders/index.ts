import type { SellerDeps, SellerFeature } from '../seller-deps.ts';
import { orderActions, orderNumbers } from './order.handlers.ts';
import { cancelScreen, cancelSureScreen, orderScreen } from './order.screen.ts';
import { ordersHome, ordersScreen } from './orders.screen.ts';

/** Orders: lists by status, the card, accepting and cancelling. */
export function ordersFeature(deps: SellerDeps): SellerFeature {
  return {
    name: 'orders',
    home: ordersHome,
    commands: [{ name: 'orders', descriptionId: 'orders-command', run: (ctx) => ctx.menu.showBelow('orders') }],
    screens: [ordersScreen, orderScreen, cancelScreen, cancelSureScreen],
    actions: orderActions(deps),
    handlers: orderNumbers(),
  };
}
