export { accessErrors } from './access.errors.ts';
export { listMemberChats, type MemberChat } from './member-chats.ts';
export { resolveVisitor } from './resolve-visitor.ts';
export {
  chooseLanguage,
  type IdentityDeps,
  type SharedContact,
  sharePhone,
  switchCompany,
} from './telegram-identity.ts';
export { authenticate, createSignInLink, redeemSignInLink, type SignedIn, signOut } from './web-sign-in.ts';
