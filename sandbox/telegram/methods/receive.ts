import { badRequest } from '../errors.ts';
import type { Webhook } from '../model.ts';
import { type Call, flagParam, integerParam, jsonParam, type Method, type Params, textParam } from '../params.ts';
import { getUpdates, rememberAllowed } from '../updates.ts';
import { type AnswerCall, deliverToWebhook } from '../webhooks.ts';

import { wireTime } from '../world.ts';

const defaultConnections = 40;
const maxConnections = 100;
/** https://core.telegram.org/bots/api#setwebhook */
const webhookPorts = ['', '80', '88', '8443'];

/** The methods that say how updates reach the bot; a webhook's answer may carry a call of its own. */
export function receiveMethods(answerCall: AnswerCall): Readonly<Record<string, Method>> {
  return {
    getUpdates,
    setWebhook: (call) => setWebhook(call, answerCall),
    deleteWebhook: (call) => {
      removeWebhook(call);
      return true;
    },
    getWebhookInfo,
  };
}

function setWebhook(call: Call, answerCall: AnswerCall): true {
  const { world, bot, params } = call;
  const url = textParam(params, 'url') ?? '';
  if (url === '') {
    removeWebhook(call);
    return true;
  }

  const webhook: Webhook = {
    url: checkedUrl(url),
    secretToken: checkedSecret(params),
    maxConnections: Math.min(
      Math.max(integerParam(params, 'max_connections') ?? defaultConnections, 1),
      maxConnections,
    ),
    abort: new AbortController(),
  };
  rememberAllowed(bot, jsonParam(params, 'allowed_updates'));
  removeWebhook(call);
  bot.terminatePoll?.('terminated by setWebhook request');
  bot.webhook = webhook;
  void deliverToWebhook(world, { bot, webhook }, answerCall);
  return true;
}

function removeWebhook({ bot, params }: Call): void {
  bot.webhook?.abort.abort();
  bot.webhook = undefined;
  if (flagParam(params, 'drop_pending_updates')) {
    bot.queue = [];
  }
}

/** Real Telegram wants https everywhere; plain http is taken for this machine only. */
function checkedUrl(given: string): string {
  const url = URL.parse(given);
  const isLocal = url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
  if (!url || (url.protocol !== 'https:' && !isLocal)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  // The URL class leaves a scheme's own port out.
  if (!isLocal && !webhookPorts.includes(url.port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
  return given;
}

function checkedSecret(params: Params): string | undefined {
  const secret = textParam(params, 'secret_token');
  if (secret && secret.length > 256) {
    throw badRequest('secret token is too long');
  }
  if (secret && !/^[A-Za-z0-9_-]+$/.test(secret)) {
    throw badRequest('secret token contains unallowed characters');
  }
  return secret || undefined;
}

function getWebhookInfo({ bot }: Call): Record<string, unknown> {
  const { webhook } = bot;
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.queue.length,
    ...(webhook ? { max_connections: webhook.maxConnections, ip_address: '127.0.0.1' } : {}),
    ...(bot.allowedUpdates ? { allowed_updates: bot.allowedUpdates } : {}),
    ...(webhook?.lastErrorAt
      ? { last_error_date: wireTime(webhook.lastErrorAt), last_error_message: webhook.lastErrorMessage }
      : {}),
  };
}
