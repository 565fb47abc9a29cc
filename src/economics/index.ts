export { costsOf, type Sale, type SaleCosts, type SaleFacts } from './costs-of.ts';
export { type LeastProfitablePrice, leastPrice, type WantedProfit } from './least-price.ts';
export { loadTariffs } from './load-tariffs.ts';
export { seedTariffs } from './seed-tariffs.ts';
export { type DeliveryWay, deliveryWays } from './tariff.entity.ts';
export type { Tariffs } from './tariffs.ts';
