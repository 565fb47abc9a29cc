import { Person, PersonPhone, TelegramIdentity } from './access/person.entity.ts';
import { SignInLink, WebSignIn } from './access/sign-in.entity.ts';
import { CatalogImport } from './catalog/catalog-import.entity.ts';
import { ListingPrice } from './catalog/listing-price.entity.ts';
import { MediaFile } from './catalog/media-file.entity.ts';
import { Listing, Product } from './catalog/product.entity.ts';
import { Company } from './companies/company.entity.ts';
import { Member } from './companies/member.entity.ts';
import { Customer, CustomerAddress } from './customers/customer.entity.ts';
import { CommissionRate, DeliveryTariff, TaxRate } from './economics/tariff.entity.ts';
import { Message, MessageTemplate } from './messaging/message.entity.ts';
import { WhatsAppContact, WhatsAppSession } from './messaging/whatsapp-session.entity.ts';
import { Order, OrderLine, OrderStatusChange } from './orders/order.entity.ts';
import { Installation } from './platform/db/installation.entity.ts';
import { OutboxEvent, ReactionReceipt } from './platform/events/outbox.entity.ts';
import { PaceLane } from './platform/pace/pace-lane.entity.ts';
import { Draft, TelegramDialogue } from './platform/telegram/dialogue.entity.ts';
import { TelegramChat, TelegramUpdate } from './platform/telegram/inbox.entity.ts';
import { CardOffers } from './pricing/checks/card-offers.entity.ts';
import { StorePricing } from './pricing/checks/store-pricing.entity.ts';
import { PriceFeed } from './pricing/feed/price-feed.entity.ts';
import { OfferDay, OfferObservation } from './pricing/history/offer-observation.entity.ts';
import { PriceDecision } from './pricing/moves/price-decision.entity.ts';
import { PricingRule } from './pricing/rules/pricing-rule.entity.ts';
import { ProxyServer } from './stores/proxies/proxy.entity.ts';
import { Store } from './stores/store.entity.ts';

/** Every entity of the house: the one list that the ORM, the migrations and the architecture tests read. */
export const entities = [
  Installation,
  PaceLane,
  Company,
  Member,
  Person,
  PersonPhone,
  TelegramIdentity,
  SignInLink,
  WebSignIn,
  Store,
  ProxyServer,
  Product,
  Listing,
  ListingPrice,
  CatalogImport,
  MediaFile,
  Customer,
  CustomerAddress,
  CommissionRate,
  DeliveryTariff,
  TaxRate,
  PricingRule,
  StorePricing,
  PriceFeed,
  CardOffers,
  OfferObservation,
  OfferDay,
  PriceDecision,
  Order,
  OrderLine,
  OrderStatusChange,
  WhatsAppSession,
  WhatsAppContact,
  Message,
  MessageTemplate,
  OutboxEvent,
  ReactionReceipt,
  TelegramUpdate,
  TelegramChat,
  TelegramDialogue,
  Draft,
] as const;
