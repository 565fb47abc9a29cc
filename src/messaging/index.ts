export { connectWhatsApp, disconnectWhatsApp, type WhatsAppDeps } from './connect-whatsapp.ts';
export type { FoundTemplate } from './find-template.ts';
export type { Channel, MessageState } from './message.entity.ts';
export { DELIVER_JOB, type DeliveryTools, deliverDue, messagingJobs, wakesDelivery } from './message.jobs.ts';
export { type CustomerEvent, customerEvents, type MemberNotice, memberNotices } from './message-events.ts';
export { messagingErrors } from './messaging.errors.ts';
export type {} from './messaging.events.ts';
export {
  type Delivered,
  type DeliveryDeps,
  DeliveryFailure,
  type DeliveryFailureKind,
  demoMessagingSettings,
  type MessageGateway,
  type MessagingSettings,
  messagingSettings,
  type OutgoingMessage,
} from './messaging.ports.ts';
export {
  countMessagesByState,
  listFailedMessages,
  listSubjectMessages,
  type MessagePage,
  type MessageView,
  type WhatsAppView,
  whatsAppStatus,
} from './messaging.queries.ts';
export { messagingReactions } from './messaging.reactions.ts';
export { type Notice, notifyMembers, refreshNotices } from './notify-members.ts';
export type { TellDeps } from './queue-order-message.ts';
export { resendMessage } from './resend-message.ts';
export { listTemplates, previewTemplate, resetTemplate, saveTemplate, type TemplateInput } from './save-template.ts';
export { templateVariables } from './template-text.ts';
export { createWhatsAppGateway, type WhatsAppGatewayDeps } from './whatsapp-gateway.ts';
export { createWhatsAppService, type WhatsAppService, type WhatsAppServiceDeps } from './whatsapp-service.ts';
export { type WhatsAppState, whatsAppStates } from './whatsapp-session.entity.ts';
