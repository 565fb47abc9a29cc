import type { HomePart, SellerDeps, SellerFeature } from '../seller-deps.ts';
import { homeScreen } from './home.screen.ts';
import { companiesScreen, helpScreen, settingsScreen, switchCompanyAction } from './settings.screen.ts';

/** The main menu, settings and help. */
export function companiesFeature(deps: SellerDeps, parts: readonly HomePart[]): SellerFeature {
  return {
    name: 'companies',
    commands: [
      { name: 'menu', descriptionId: 'companies-command-menu', run: (ctx) => ctx.menu.showHome() },
      { name: 'settings', descriptionId: 'companies-command-settings', run: (ctx) => ctx.menu.showBelow('settings') },
      { name: 'help', descriptionId: 'companies-command-help', run: (ctx) => ctx.menu.showBelow('help') },
    ],
    screens: [homeScreen(parts), settingsScreen, companiesScreen, helpScreen],
    actions: [switchCompanyAction(deps)],
  };
}
