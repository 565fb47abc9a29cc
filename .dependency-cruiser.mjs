/** Tiers, lowest first; a feature may import features of its own or a lower tier only through their door. */
const tiers = [
  ['companies', 'access'],
  ['stores', 'catalog', 'customers'],
  ['inventory', 'economics', 'pricing', 'orders', 'messaging'],
  ['loyalty', 'campaigns', 'support'],
  ['payments', 'invoices', 'billing', 'partners'],
  ['analytics', 'assistant', 'automations', 'legal'],
];

/** Within a tier, who stands before whom: a feature may use the ones left of it. */
const order = tiers.flat();
const features = order.join('|');
const doors = `^src/(${features})/index\\.ts$`;

const upward = order.map((feature, position) => ({
  name: `no-upward-from-${feature}`,
  comment: `${feature} may only use what stands before it; talk upward by events.`,
  severity: 'error',
  from: { path: `^src/${feature}/` },
  to: { path: `^src/(${order.slice(position + 1).join('|') || 'nothing-above'})/` },
}));

const fence = (name, packages, allowed) => ({
  name: `fence-${name}`,
  severity: 'error',
  from: { path: '^(src|bots)/', pathNot: allowed },
  to: { path: `^node_modules/(${packages})/` },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(src|bots|sandbox)/',
        pathNot: ['\\.d\\.ts$', '^src/main\\.ts$', '^sandbox/(phones|whatsapp/page)/'],
      },
      to: {},
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^(src/(?!kernel/)|bots|sandbox|test)' },
    },
    {
      name: 'platform-uses-kernel-only',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^(src/(?!kernel/|platform/)|bots|sandbox|test)' },
    },
    ...upward,
    {
      name: 'features-through-their-door',
      comment:
        'Entities of a lower feature may be named by entities (foreign keys); everything else goes through index.ts.',
      severity: 'error',
      from: { path: `^src/(${features})/`, pathNot: '\\.entity\\.ts$' },
      to: { path: `^src/(${features})/`, pathNot: [doors, '^src/$1/'] },
    },
    {
      name: 'integrations-use-doors-and-ports',
      severity: 'error',
      from: { path: '^src/integrations/' },
      to: {
        path: `^src/(${features})/`,
        pathNot: [doors, '\\.ports\\.ts$', '\\.errors\\.ts$', '/marketplace-[a-z]+\\.ts$'],
      },
    },
    {
      name: 'only-app-uses-integrations',
      severity: 'error',
      from: { path: '^(src|bots)/', pathNot: '^src/(app\\.ts$|app/|integrations/)' },
      to: { path: '^src/integrations/' },
    },
    {
      name: 'bots-use-doors',
      severity: 'error',
      from: { path: '^bots/' },
      to: {
        path: '^src/',
        pathNot: [
          doors,
          '^src/kernel/',
          '^src/platform/(telegram|words|logging|media)/',
          '^src/platform/jobs/(define-job|create-jobs)\\.ts$',
          '^src/platform/db/scope\\.ts$',
        ],
      },
    },
    {
      name: 'only-the-root-uses-bots',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app\\.ts$|app/)' },
      to: { path: '^(bots|admin-web)/' },
    },
    {
      name: 'only-main-uses-sandbox',
      severity: 'error',
      from: { path: '^(src|bots)/', pathNot: '^src/main\\.ts$' },
      to: { path: '^sandbox/' },
    },
    { name: 'sandbox-stands-alone', severity: 'error', from: { path: '^sandbox/' }, to: { path: '^(src|bots|test)/' } },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(src|bots|sandbox)/' },
      to: { path: '^(test|bench)/' },
    },
    fence('grammy', 'grammy|@grammyjs', '^(bots/|src/platform/telegram/|src/app/bots\\.ts)'),
    fence('koa', 'koa|@koa', '(\\.routes\\.ts$|^src/platform/http/|^src/platform/telegram/webhook)'),
    fence('agenda', 'agenda|@agendajs|mongodb', '^src/platform/jobs/'),
    fence('whatsapp', 'whatsapp-web\\.js|puppeteer', '^src/platform/whatsapp/'),
    fence('browser', 'playwright|@sparticuz', '^src/platform/browser/'),
    fence('metrics', 'prom-client', '^src/platform/metrics/'),
    fence('canvas', '@napi-rs', '^src/platform/pictures/'),
    fence('gemini', '@google/generative-ai', '^src/integrations/gemini/'),
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      from: { path: '^(src|bots|sandbox)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^admin-web/dist|\\.gen\\.ts$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};
