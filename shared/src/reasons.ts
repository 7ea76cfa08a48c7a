/**
 * Every reason a request can be refused with, on the room and over HTTP alike.
 * A code is never renamed and never given a second meaning; clients word it in their language.
 */
export const REASONS = [
  // the request itself
  'INVALID_PAYLOAD',
  'UNKNOWN_COMMAND',
  'NOT_FOUND',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  // who asks
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'SESSION_REVOKED',
  'REFRESH_REUSED',
  'FORBIDDEN',
  'RANK_TOO_LOW',
  'NOT_IN_SEGMENT',
  'BAD_CREDENTIALS',
  'LOCKED_OUT',
  'BANNED',
  'TOO_MANY_DEVICES',
  'SECOND_FACTOR_REQUIRED',
  'SECOND_FACTOR_ON',
  'SECOND_FACTOR_OFF',
  'CODE_WRONG',
  'PASSWORD_WRONG',
  'CHALLENGE_OVER',
  'STEP_UP_REQUIRED',
  'PROVIDER_REFUSED',
  'IDENTITY_TAKEN',
  'LAST_WAY_IN',
  'TOO_BUSY',
  'AGE_UNVERIFIED',
  'AGE_PENDING',
  'TOO_YOUNG',
  // how fast
  'SLOW_DOWN',
  'RATE_LIMITED',
  // accounts
  'INVITE_UNKNOWN',
  'INVITE_EXPIRED',
  'INVITE_USED_UP',
  'SITE_ID_TAKEN',
  'NICKNAME_TAKEN',
  'EMAIL_TAKEN',
  'PHONE_TAKEN',
  'PASSWORD_TOO_COMMON',
  'PASSWORD_IS_A_NAME',
  'WRONG_PASSWORD',
  'INVITE_DISABLED',
  'NAME_RESERVED',
  'NICKNAME_CHANGED_RECENTLY',
  'LINK_INVALID',
  'TEMPLATE_INVALID',
  'RECIPIENTS_LIMIT',
  'EMAIL_UNCHANGED',
  'DELETION_PENDING',
  'LAST_OWNER',
  // accounts made one
  'ACCOUNT_MERGED',
  'SAME_ACCOUNT',
  'MERGE_LOOSENS',
  'ITEM_LIMIT',
  // commands and money
  'COMMAND_ID_REUSED',
  'CONFLICT',
  'INSUFFICIENT_FUNDS',
  'BALANCE_LIMIT',
  'NOTHING_TO_CHANGE',
  // items
  'ITEM_UNKNOWN',
  'ITEM_TAKEN',
  'ITEM_IN_USE',
  'ITEM_NOT_USABLE',
  'NOT_ENOUGH_ITEMS',
  // the slot
  'BET_TOO_LOW',
  'BET_ABOVE_LIMIT',
  'TABLE_UNAVAILABLE',
  // the other games
  'CHOICE_NOT_OFFERED',
  'SUM_TOO_LARGE',
  // games of rounds
  'BETTING_CLOSED',
  'ALREADY_BET',
  'NO_BET',
  'ALREADY_SETTLED',
  'NOT_FLYING',
  'TOO_LATE',
  'TICKET_LIMIT',
  'ALREADY_COMMITTED',
  'COMMITMENT_BROKEN',
  // fairness
  'SEED_NOT_REVEALED',
  // odds tables
  'TABLE_INVALID',
  'TABLE_NOT_DRAFT',
  'RTP_OUT_OF_RANGE',
  'TABLE_NOT_PUBLISHED',
  'SCHEDULE_INVALID',
  'SCHEDULE_OVERLAPS',
  'ALREADY_SCHEDULED',
  'NOT_SCHEDULED',
  // safe play
  'STAKE_LIMIT',
  'LOSS_LIMIT',
  'TIME_LIMIT',
  'SPEND_LIMIT',
  'PAUSED',
  'SELF_EXCLUDED',
  'REALITY_CHECK_DUE',
  'TOO_FAST',
  'CHANGE_NOT_DUE',
  'NO_CHANGE_PENDING',
  'NOT_STRICTER',
  'COINS_LEFT',
  'STAKE_OPEN',
  'REFILL_TOO_SOON',
  // the shop
  'OUT_OF_STOCK',
  'DISABLED',
  'WINDOW_CLOSED',
  'USER_LIMIT',
  'PRICE_CHANGED',
  'PROMO_INVALID',
  'PROMO_EXHAUSTED',
  'FRAUD_BLOCK',
  'IDEMPOTENT_REPLAY',
  'PAYMENT_FAILED',
  'PENDING_TIMEOUT',
  'STALE_AUTO_VOID',
  'NOT_GRANTABLE',
  'CHARGED_BACK',
  'WEBHOOK_INVALID',
  'WEBHOOK_REPLAYED',
  'PRODUCT_INVALID',
  'SEGMENT_UNKNOWN',
  'NOT_REFUNDABLE',
  'PURCHASE_OPEN',
  // vaults
  'VAULT_LOCKED',
  'VAULT_EXPIRED',
  'VAULT_ALREADY_CLAIMED',
  'VAULT_NOT_YOURS',
  // streaks
  'STREAK_TICKED',
  // the timetable
  'RUN_NOT_DUE',
  'RUN_DONE',
  'RUN_UNDER_WAY',
  // first steps
  'TUTORIAL_DONE',
  'TUTORIAL_UNFINISHED',
  // missions
  'MISSION_UNFINISHED',
  'MISSION_CLAIMED',
  'MISSION_OVER',
  // friends
  'FOLLOW_SELF',
  'FOLLOW_REFUSED',
  'FOLLOW_LIMIT',
  // tiers
  'VIP_TERMS_INVALID',
  'VIP_TIER_UNKNOWN',
  // staged content
  'CONTENT_UNLOCKED',
  'CONTENT_OUT_OF_ORDER',
  'CONTENT_CONDITION_UNMET',
  // achievements
  'ACHIEVEMENT_LOCKED',
  'ACHIEVEMENT_CLAIMED',
  // the battle pass
  'PASS_LEVEL_LOCKED',
  'PASS_TRACK_LOCKED',
  'PASS_CLAIMED',
  'PASS_NOTHING_EARNED',
  'PASS_OVER',
  'PASS_OWNED',
  'PASS_COUPON_USED',
  'PASS_COUPON_OVER',
  'SEASON_FIXED',
  'SEASON_OVERLAPS',
  'SEASON_TOO_SOON',
  'INVITATION_UNFINISHED',
  'INVITATION_UNPAID',
  'INVITATION_CLAIMED',
  // campaigns
  'AUDIENCE_EMPTY',
  // web push
  'PUSH_ENDPOINT_REFUSED',
  // experiments
  'EXPERIMENT_PHASE',
  'EXPERIMENT_ON_ODDS',
  'EXPERIMENT_LAYER_TAKEN',
  'EXPERIMENT_OVER',
  'EXPERIMENT_TRAFFIC_LOWERED',
  'EXPERIMENT_VARIANT_UNKNOWN',
  'EXPERIMENT_TOO_EARLY',
  'EXPERIMENT_UNTRUSTED',
  // letters
  'EMAIL_SUPPRESSED',
  // the service
  'TEMPORARILY_UNAVAILABLE',
  'INTERNAL',
] as const

export type Reason = (typeof REASONS)[number]

/** A refusal: expected, returned rather than thrown, and nothing has changed. */
export interface Refusal<R extends Reason = Reason> {
  readonly ok: false
  readonly reason: R
  /** English, for developers; players see the client's own words for `reason`. */
  readonly message: string
}

export interface Accepted<T> {
  readonly ok: true
  readonly value: T
}

/** What a rule returns: a value, or the reason why not. */
export type Result<T, R extends Reason = Reason> = Accepted<T> | Refusal<R>

export const accept = <T>(value: T): Accepted<T> => ({ ok: true, value })

export const refuse = <R extends Reason>(reason: R, message: string = reason): Refusal<R> => ({
  ok: false,
  reason,
  message,
})
