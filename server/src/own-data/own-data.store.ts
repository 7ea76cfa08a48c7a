import type { Pool } from '../platform/postgres/pool.ts'

/** Everything the club keeps of a player, by where it lies. `$1` is the player. A new table of his belongs here. */
const SECTIONS = {
  account: `select u.id, site_id as "siteId", nickname, email, pending_email as "pendingEmail",
      phone_number as "phoneNumber", rank, locale, u.created_at as "createdAt", last_login_at as "lastLoginAt",
      nickname_changed_at as "nicknameChangedAt", deletion_requested_at as "deletionRequestedAt",
      age_verified_at as "ageVerifiedAt", (select code from invite_uses i where i.user_id = u.id) as "inviteCode"
    from users u where u.id = $1`,
  balances: `select coins, gems, tickets, version, state, updated_at as "updatedAt" from players where user_id = $1`,
  sessions: `select id, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt",
      revoked_at as "endedAt", revoke_reason as "endReason", user_agent as "userAgent", address
    from sessions where user_id = $1 order by created_at`,
  signIns: `select method, outcome, reason, user_agent as "userAgent", address, occurred_at as "occurredAt"
    from sign_ins where user_id = $1 order by id`,
  secondFactor: `select created_at as "createdAt", confirmed_at as "confirmedAt",
      (select count(*) from recovery_codes c where c.factor_id = f.id and c.used_at is null) as "recoveryCodesLeft"
    from second_factors f where user_id = $1`,
  linkedIdentities: `select issuer, subject, linked_at as "linkedAt" from user_identities where user_id = $1`,
  failedLogIns: `select f.subject, failures, last_failed_at as "lastFailedAt", locked_until as "lockedUntil"
    from login_failures f join users u on (f.scope = 'account' and f.subject in (lower(u.site_id), lower(u.email)))
      or (f.scope = 'devices' and f.subject = u.id::text)
    where u.id = $1`,
  seeds: `select client_seed as "clientSeed", encode(server_seed_hash, 'hex') as "serverSeedHash", status,
      case when status = 'revealed' then encode(server_seed, 'hex') end as "serverSeed", revealed_at as "revealedAt",
      created_at as "createdAt"
    from fairness_seeds where user_id = $1 order by id`,
  items: `select item, quantity, nullif(expires_at, 'infinity') as "expiresAt", updated_at as "updatedAt"
    from inventory where user_id = $1 order by item, expires_at`,
  unlocks: `select content, seq, unlocked_at as "unlockedAt" from content_unlocks where user_id = $1 order by seq`,
  importedRewards: `select import_id as "importId", line, reward, note, status, reason, seq
    from reward_import_lines where user_id = $1 order by import_id, line`,
  missions: `select mission, version, began::text as began, progress, target, done_at as "doneAt",
      claimed_seq as "claimedSeq"
    from mission_progress where user_id = $1 order by began, mission`,
  achievements: `select achievement, began::text as began, version, seq, unlocked_at as "unlockedAt", claimed_seq as "claimedSeq"
    from achievement_unlocks where user_id = $1 order by seq`,
  battlePass: `select season, p.xp, t.price_gems as "paidTrackGems"
    from pass_progress p full join pass_tracks t using (season, user_id) where user_id = $1 order by season`,
  battlePassClaims: `select season, level, track, seq from pass_claims where user_id = $1 order by season, level, track`,
  battlePassDays: `select season, day::text as "day", plays from pass_days where user_id = $1 order by season, day`,
  battlePassCoupons: `select season, iso_week as "week", xp, granted_at as "grantedAt", expires_at as "expiresAt",
      used_seq as "usedSeq" from pass_coupons where user_id = $1 order by id`,
  safePlay: `select limits, pending, paused_until as "pausedUntil", excluded_at as "excludedAt",
      nullif(excluded_until, 'infinity') as "excludedUntil", excluded_until = 'infinity' as "excludedForEver",
      reality_check_minutes as "realityCheckMinutes", changed_at as "changedAt"
    from safe_play_players where user_id = $1`,
  safePlayChanges: `select seq, type, asked, restrictions, admin_id is not null as "byTheClub", reason,
      changed_at as "changedAt"
    from safe_play_changes where user_id = $1 order by seq`,
  excludedIdentities: `select kind from safe_play_excluded_identities where user_id = $1 order by kind`,
  bans: `select reason, banned_at as "bannedAt", until, lifted_at as "liftedAt", lift_reason as "liftReason"
    from user_bans where user_id = $1 order by id`,
  notes: `select body, written_at as "writtenAt", struck_at as "struckAt" from player_notes where user_id = $1 order by id`,
  ageChecks: `select provider, status, submitted_at as "submittedAt", decided_at as "decidedAt", reason,
      again_from::text as "againFrom", birth_date::text as "birthDate"
    from age_checks where user_id = $1 order by id`,
  merges: `select from_user_id as "from", into_user_id as "into", reason, merged_at as "mergedAt" from account_merges
    where from_user_id = $1 or into_user_id = $1 order by id`,
  purchases: `select order_id as "orderId", created_at as "at", sku, version, quantity, currency, list_amount as "list",
      discount_amount as "discount", promo_amount as "promo", vip_amount as "vip", amount, status, reason, provider, payment_id as "paymentId",
      refunded_amount as "refunded", receipt_code as "receiptCode", receipt_body as "receipt",
      (select code from shop_promos c where c.id = p.promo_id) as "promoCode"
    from shop_purchases p where user_id = $1 order by p.id`,
  refunds: `select p.order_id as "orderId", r.amount, r.cause, r.reason, r.status, r.requested_at as "requestedAt",
      r.ended_at as "endedAt", r.taken, r.missing
    from shop_refunds r join shop_purchases p on p.id = r.purchase_id where p.user_id = $1 order by r.id`,
  purchaseBlocks: `select cause, status, opened_at as "openedAt", decided_at as "decidedAt", reason
    from shop_blocks where user_id = $1 order by id`,
  vaults: `select type, coins, state, opened_at as "openedAt", expires_at as "expiresAt", unlocked_at as "unlockedAt",
      ended_at as "endedAt" from player_vaults where user_id = $1 order by id`,
  attendance: `select local_date::text as "day", zone, attended_at as "at" from attendance_days where user_id = $1
    order by local_date`,
  streak: `select local_date::text as "day", zone, kind, count from streak_days where user_id = $1 order by local_date`,
  deposits: `select order_id as "orderId", won, deposited_at as "at" from vault_deposits where user_id = $1
    order by deposited_at, order_id`,
  externalDeposits: `select deposit_total as "won", updated_at as "at" from external_ranking_data where user_id = $1`,
  boardScores: `select board_id as "board", starts_at as "startsAt", score, reached_at as "reachedAt" from board_scores
    where user_id = $1 order by board_id, starts_at`,
  boardResults: `select board_id as "board", starts_at as "startsAt", rank, score from board_results where user_id = $1
    order by board_id, starts_at`,
  boardWishes: `select since as "notShownSince" from board_optouts where user_id = $1`,
  boardRemovals: `select reason, removed_at as "at" from board_removals where user_id = $1`,
  cohorts: `select m.board_id as "board", m.starts_at as "startsAt", m.tier, m.number, r.rank, r.score, r.zone, r.coins, r.seq
    from cohort_members m left join cohort_results r using (board_id, starts_at, user_id) where m.user_id = $1
    order by m.board_id, m.starts_at`,
  boardTiers: `select board_id as "board", tier from player_tiers where user_id = $1 order by board_id`,
  friendCode: `select code, created_at as "createdAt" from friend_codes where user_id = $1`,
  invitations: `select user_id as "invited", inviter_id as "inviter", invited_at as "at", until, status, inviter_coins as "inviterCoins",
      friend_coins as "friendCoins", settled_at as "settledAt"
    from friend_invitations where $1 in (user_id, friend_id, inviter_id) order by invited_at, user_id`,
  friendRewards: `select invitation, side, amount, seq, paid_at as "at", taken from friend_rewards where user_id = $1 order by paid_at`,
  shares: `select code, kind, body, created_at as "at", expires_at as "expiresAt" from shares where user_id = $1 order by created_at`,
  follows: `select target_id as "player", since from follows where user_id = $1 order by since, target_id`,
  followers: `select user_id as "player", since from follows where target_id = $1 order by since, user_id`,
  blockedPlayers: `select target_id as "player", since from player_blocks where user_id = $1 order by since, target_id`,
  socialSettings: `select followers, findable, changed_at as "changedAt" from social_settings where user_id = $1`,
  vip: `select tier, earned_tier as "earned", reached_at as "reachedAt", kept_until as "keptUntil",
      noticed_at as "noticedAt", falls_at as "fallsAt", manual_tier as "setTo", manual_until as "setUntil",
      manual_reason as "setBecause", discount_bp as "discountBp", rank from vip_standings where user_id = $1`,
  vipChanges: `select seq, at, kind, from_tier as "from", to_tier as "to", reason from vip_changes where user_id = $1
    order by seq`,
  experiments: `select experiment, variant, seq, exposed_at as "at" from experiment_exposures where user_id = $1 order by seq`,
  recommendations: `select day::text as "day", kind, target, chosen_by as "chosenBy", reason, served_at as "at", opened_at as "openedAt",
      useful from recommendation_servings where user_id = $1 order by id`,
  moods: `select day::text as "day", mood, answered_at as "at" from mood_answers where user_id = $1 order by day`,
  moodWishes: `select since as "notAskedSince" from mood_wishes where user_id = $1`,
  activeDays: `select day::text as "day" from vip_days where user_id = $1 order by day`,
  appActions: `select type, event_id as "eventId", occurred_at as "occurredAt", received_at as "receivedAt", props
    from user_actions where user_id = $1 order by received_at, id`,
  activity: `select roulette_plays as "roulettePlays", dice_plays as "dicePlays", lottery_plays as "lotteryPlays",
      total_play_duration as "totalPlaySeconds", last_bonus_used_at as "lastBonusUsedAt", last_charge_at as "lastChargeAt"
    from user_activity where user_id = $1`,
  days: `select day::text as "day", actions, play_seconds as "playSeconds", plays, night_plays as "nightPlays", wagered, won,
      purchases, spent_won as "spentWon", refunded_won as "refundedWon", spent_gems as "spentGems"
    from player_days where user_id = $1 order by day`,
  segments: `select dimension, segment, since, overridden from player_segments where user_id = $1 order by dimension`,
  segmentMoves: `select dimension, from_segment as "from", to_segment as "to", moved_at as "at", cause from segment_history
    where user_id = $1 order by moved_at, from_segment is not null, id`,
  segmentsSet: `select dimension, segment, until, reason, set_at as "setAt", ended_at as "endedAt" from segment_overrides
    where user_id = $1 order by id`,
  facts: `select * from player_facts where user_id = $1`,
  visits: `select day::text as "day", source, medium, campaign, path from site_visits where user_id = $1 order by day`,
  mails: `select purpose, kind, recipient, locale, status, attempts, created_at as "createdAt", sent_at as "sentAt", failure
    from mail_outbox where user_id = $1 order by id`,
  notifications: `select template, category, title_ko as "titleKo", body_ko as "bodyKo", title_en as "titleEn", body_en as "bodyEn",
      raised_at as "raisedAt", arrived_at as "arrivedAt", read_at as "readAt", archived_at as "archivedAt",
      cancelled_at as "withdrawnAt"
    from notifications where user_id = $1 order by id`,
  notificationDeliveries: `select notification_id as "notification", channel, state, reason, attempts, sent_at as "sentAt",
      clicked_at as "clickedAt" from notification_deliveries where user_id = $1 order by id`,
  notificationSettings: `select all_off as "allOff", off_types as "offTypes", off_channels as "offChannels",
      quiet_from as "quietFromMinute", quiet_to as "quietToMinute", zone, advertising_since as "advertisingSince",
      night_since as "nightSince", changed_at as "changedAt" from notification_settings where user_id = $1`,
  notificationConsents: `select kind, given, at from notification_consents where user_id = $1 order by id`,
  campaigns: `select campaign_id as "campaign", wave, arm, zone, due_at as "dueAt", passed_at as "passedAt",
      notification_id as "notification" from campaign_recipients where user_id = $1 order by campaign_id, wave`,
  pushDevices: `select device_id as "device", endpoint, user_agent as "userAgent", is_active as "active", created_at as "at",
      updated_at as "updatedAt", last_used_at as "lastUsedAt", deleted_at as "endedAt"
    from push_subscriptions where user_id = $1 order by created_at, id`,
  pushDeviceChanges: `select device_id as "device", action, reason, at from push_subscription_log where user_id = $1 order by id`,
  emailRefusals: `select refusals, suppressed_at as "suppressedAt", changed_at as "changedAt" from email_suppressions
    where user_id = $1 order by id`,
  unsubscribed: `select category, since from email_optouts where user_id = $1 order by category`,
  actsOfTheClub: `select action, reason, before, after, occurred_at as "occurredAt" from admin_audit_logs
    where target_type = 'player' and target_id = $1::bigint::text order by id`,
} as const

/** The same for what goes on for ever: `$2` to `$3` are the numbers of his events that are asked for. */
const LONG_SECTIONS = {
  ledger: `select seq, line, currency, amount, balance_after as "balanceAfter", counter_account as "counterAccount",
      reason, occurred_at as "occurredAt"
    from ledger_entries where user_id = $1 and seq between $2 and $3 order by seq, line`,
  itemEntries: `select seq, item, quantity, nullif(expires_at, 'infinity') as "expiresAt", occurred_at as "occurredAt"
    from inventory_entries where user_id = $1 and seq between $2 and $3 order by seq, item, expires_at`,
  stakes: `select seq, round_id as "roundId", currency, bet, choice, state, win, ended_seq as "endedSeq"
    from stakes where user_id = $1 and seq between $2 and $3 order by seq`,
  events: `select seq, type, occurred_at as "occurredAt", game, bet, win, payload
    from player_events where user_id = $1 and seq between $2 and $3 order by seq`,
} as const

export const SECTION_NAMES = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]
export const LONG_SECTION_NAMES = Object.keys(LONG_SECTIONS) as (keyof typeof LONG_SECTIONS)[]

/** Sections of one row; the others are lists. */
export const SINGLE: ReadonlySet<string> = new Set(['account', 'balances', 'safePlay', 'vip'])

export async function readSection(pool: Pool, name: keyof typeof SECTIONS, userId: number): Promise<object[]> {
  const { rows } = await pool.query<Record<string, unknown>>(SECTIONS[name], [userId])
  return rows
}

const CHUNK = 1_000

/** Row by row up to his newest event, so that the memory stays small however long he has played. */
export async function* eachOfSection(
  pool: Pool,
  name: keyof typeof LONG_SECTIONS,
  userId: number,
): AsyncIterable<object> {
  const { rows } = await pool.query<{ version: number }>('select version from players where user_id = $1', [userId])
  const newest = rows[0]?.version ?? 0
  for (let from = 1; from <= newest; from += CHUNK) {
    const chunk = await pool.query<Record<string, unknown>>(LONG_SECTIONS[name], [userId, from, from + CHUNK - 1])
    yield* chunk.rows
  }
}
