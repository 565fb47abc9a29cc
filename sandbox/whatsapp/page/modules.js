import { tell } from './channel.js';
import { Blocklist, BusinessProfile, Chat, Contact, chatWith, Msg } from './collections.js';
import { Cmd, Conn, encodeB64, keys, meAs, Socket } from './connection.js';
import { MsgKey, makeWid } from './ids.js';
import { getOrCreateMediaObject, inboundFiles, OpaqueData, prepRawMedia, uploadMedia } from './media.js';
import { addAndSendMsgToChat, sendSeen } from './messages.js';

const nothing = () => {};
const linkIn = (text) => /https?:\/\/\S+/.exec(text ?? '')?.[0];
const getter = (field, fallback) => (contact) => contact[field] ?? fallback;
const twins = new Map();

async function queryWidExists(wid) {
  const { isRegistered, phone, lid } = await tell('exists', { user: wid.user });
  if (phone && lid) {
    twins.set(phone, lid).set(lid, phone);
  }
  return isRegistered ? { wid } : null;
}

const contactGetters = {
  getIsMe: getter('isMe'),
  getIsUser: getter('isUser'),
  getIsGroup: getter('isGroup'),
  getIsWAContact: getter('isWAContact'),
  getUserid: getter('userid'),
  getVerifiedName: getter('verifiedName'),
  getVerifiedLevel: getter('verifiedLevel'),
  getStatusMute: getter('statusMute'),
  getName: getter('name'),
  getShortName: getter('shortName'),
  getPushname: getter('pushname'),
  getIsEnterprise: getter('isEnterprise'),
};

const linking = {
  WAWebSocketModel: { Socket },
  WAWebCmd: { Cmd },
  WAWebConnModel: { Conn },
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
  WAWebMiscBrowserUtils: { info: () => ({ os: 'Linux', name: 'Chrome' }) },
  WAWebAltDeviceLinkingApi: {
    setPairingType: nothing,
    initializeAltDeviceLinking: async () => {},
    initializeQRLinking: async () => {},
    startAltLinkingFlow: async (phone) => (await tell('pairingCode', { phone })).code,
  },
  WAWebLaunchSocketUtils: { refreshQR: () => Cmd.refreshQR() },
  WABase64: { encodeB64 },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: keys.platform },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: keys.static } }) } },
  WAWebSignalStoreApi: {
    waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: keys.identity } }) },
  },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => keys.secret },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: meAs.phone, getMaybeMeLidUser: meAs.lid },
};

const chatting = {
  WAWebCollections: { Msg, Chat, Contact, Blocklist, BusinessProfile },
  WAWebSyncGatingUtils: {},
  WAWebCallCollection: null,
  WAWebWidFactory: { createWid: makeWid, createWidFromWidLike: makeWid, asUserWidOrThrow: makeWid },
  WAWebFindChatAction: { findOrCreateLatestChat: async (wid) => ({ chat: chatWith(wid) }) },
  WAWebQueryExistsJob: { queryWidExists },
  WAWebStreamModel: { Stream: { markAvailable: nothing, markUnavailable: nothing } },
  WAWebUpdateUnreadChatAction: { sendSeen },
  WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
  WAWebChatStateBridge: {
    sendChatStateComposing: async (wid) => tell('typing', { to: wid._serialized }),
    sendChatStateRecording: async () => {},
    sendChatStatePaused: async () => {},
  },
  WAWebPresenceChatAction: { sendPresenceAvailable: nothing, sendPresenceUnavailable: nothing },
  WALinkify: {
    findLink: (text) => (linkIn(text) ? { href: linkIn(text) } : undefined),
    findLinks: (text) => (linkIn(text) ? [{ href: linkIn(text) }] : []),
  },
  WAWebLinkPreviewChatAction: { getLinkPreview: async () => undefined },
  WAWebMsgKey: MsgKey,
  WAWebMsgReply: { canReplyMsg: () => true },
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebSendMsgChatAction: { addAndSendMsgToChat },
  WAWebContactGetters: contactGetters,
  WAWebFrontendContactGetters: { getIsMyContact: getter('isMyContact', false) },
  WAWebApiContact: {
    getAlternateUserWid: () => undefined,
    getCurrentLid: (wid) => (twins.has(wid.user) ? makeWid(`${twins.get(wid.user)}@lid`) : undefined),
    getPhoneNumber: (wid) => (twins.has(wid.user) ? makeWid(`${twins.get(wid.user)}@c.us`) : undefined),
  },
};

const files = {
  WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt: inboundFiles.download } },
  WAWebMediaOpaqueData: OpaqueData,
  WAWebPrepRawMedia: { prepRawMedia },
  WAWebMediaStorage: { getOrCreateMediaObject },
  WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
  WAWebMediaMmsV4Upload: { uploadMedia },
};

/** WhatsApp's internal modules by name, as far as the library asks for them. */
export const modules = { ...linking, ...chatting, ...files };
