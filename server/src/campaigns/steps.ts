import { CAMPAIGN_FOUR_EYES_ABOVE, type CampaignBody } from '@casino-club/shared'
import { insertAudit, systemActor } from '../admin/index.ts'
import { cancelMany, raiseMany } from '../notify/index.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { countAudience } from './audience.store.ts'
import { type HeldCampaign, lockCampaign, writeMove } from './campaigns.store.ts'
import { nextPageMs, pageSize } from './pace.rule.ts'
import { delayPage, keepSweep } from './pump.store.ts'
import {
  findRaised,
  freezeAudience,
  markPassed,
  nextTurnMs,
  postponeLate,
  type Turn,
  takeTurns,
} from './recipients.store.ts'
import { LATE_MS, turnIn } from './schedule.rule.ts'

const HOUR_MS = 3_600_000
const SWEEP_PAGE = 500
/** The first look at what a campaign does comes when there is something to see. */
export const CHECK_MS = 15 * 60_000

/** The template of everything that a campaign raises. */
export const templateOf = (id: number): string => `campaign.${id}`

export interface StepDependencies {
  readonly pool: Pool
  readonly log: Log
  readonly metrics: Pick<Metrics, 'campaignPlayers'>
}

/**
 * Brings a campaign one step further, in one transaction that holds it: begins it, raises a page, or takes a page back. Gives
 * whether there was anything to do; another process that has it in hand does it.
 */
export function stepCampaign({ pool, log, metrics }: StepDependencies, id: number, nowMs: number): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const held = await lockCampaign(tx, id, true)
    if (held === undefined) return false
    if (held.sweepAfter !== null) return sweep(tx, held, held.sweepAfter, nowMs)
    if (held.nextPageMs === null || held.nextPageMs > nowMs) return false
    if (held.state === 'scheduled') return begin(tx, held, log, nowMs)
    if (held.state !== 'running') return false
    const { body } = held
    if (body.schedule.kind === 'local') {
      await postponeLate(tx, id, nowMs - LATE_MS, (zone) => turnIn(zone, body.schedule, nowMs))
    }
    return raisePage(tx, held, metrics, nowMs)
  })
}

async function begin(tx: Queryable, held: HeldCampaign, log: Log, nowMs: number): Promise<boolean> {
  const { id, body } = held
  if (held.approvedBy === null) {
    const { players } = await countAudience(tx, body.audience, nowMs)
    if (players > CAMPAIGN_FOUR_EYES_ABOVE) return askAgain(tx, held, players, log, nowMs)
  }
  const players = await freezeAudience(tx, {
    ...{ campaignId: id, audience: body.audience, holdoutPercent: body.holdoutPercent, nowMs },
    turnIn: (zone) => turnIn(zone, body.schedule, nowMs),
  })
  const times = { nextPageMs: nowMs, checkMs: nowMs + CHECK_MS }
  await writeMove(tx, id, { state: 'running', ...times }, { nowMs, counted: false })
  await insertAudit(tx, systemActor('campaigns'), {
    ...{ action: 'campaigns.begin', targetType: 'campaign', targetId: String(id), reason: null, atMs: nowMs },
    ...{ before: { state: held.state }, after: { state: 'running', players } },
  })
  return true
}

/** Since its start was asked for, its audience has grown so much that a second admin must look at it: it waits for him. */
async function askAgain(
  tx: Queryable,
  { id, state }: HeldCampaign,
  players: number,
  log: Log,
  nowMs: number,
): Promise<boolean> {
  await writeMove(tx, id, { state: 'approval', grownTo: players }, { nowMs, counted: false })
  await insertAudit(tx, systemActor('campaigns'), {
    ...{ action: 'campaigns.hold', targetType: 'campaign', targetId: String(id), reason: null, atMs: nowMs },
    ...{ before: { state }, after: { state: 'approval', players } },
  })
  log.warn({ campaign: id, players }, 'the audience of a campaign has grown: a second admin must approve it')
  return true
}

async function raisePage(
  tx: Queryable,
  held: HeldCampaign,
  metrics: StepDependencies['metrics'],
  nowMs: number,
): Promise<boolean> {
  const { id, body } = held
  const turns = await takeTurns(tx, id, nowMs, pageSize(body.pace, body.holdoutPercent))
  if (turns.length === 0) return waitOrEnd(tx, held, nowMs)
  const raised = await raiseTurns(
    tx,
    held,
    turns.filter(({ arm }) => arm === 'reached'),
    nowMs,
  )
  const passed = turns.map((turn) => ({ ...turn, notificationId: raised.get(keyOf(id, turn)) ?? null }))
  await markPassed(tx, id, passed, nowMs)
  await delayPage(tx, id, nextPageMs(body.pace, raised.size, nowMs))
  for (const { arm, notificationId } of passed) {
    const outcome = arm === 'heldout' ? 'held_out' : notificationId === null ? 'gone' : 'raised'
    metrics.campaignPlayers.inc({ category: body.category, outcome })
  }
  return true
}

const keyOf = (id: number, { wave, userId }: Turn): string => `campaign:${id}:${wave}:${userId}`

/** What the centre keeps, and what the other channels say otherwise. */
function wordsOf({ content, variants, channels }: CampaignBody) {
  const text = variants.in_app ?? content
  const others = channels
    .filter((channel) => channel !== 'in_app')
    .map((channel) => [channel, variants[channel] ?? content] as const)
  return { text, wordsBy: Object.fromEntries(others.filter(([, words]) => words !== text)) }
}

function raiseTurns(tx: Queryable, { id, body }: HeldCampaign, turns: readonly Turn[], nowMs: number) {
  const { category, path, channels, validHours } = body
  const { text, wordsBy } = wordsOf(body)
  const terms = {
    ...{ template: templateOf(id), category, path, channels, wordsBy, atMs: nowMs },
    priority: 'low',
    deadlineMs: nowMs + validHours * HOUR_MS,
  } as const
  return raiseMany(
    tx,
    terms,
    turns.map((turn) => ({
      userId: turn.userId,
      dedupeKey: keyOf(id, turn),
      params: { campaign: String(id), wave: turn.wave },
      text,
    })),
  )
}

/** Nobody's turn has come: it sleeps until the next one, or is done. */
async function waitOrEnd(tx: Queryable, { id }: HeldCampaign, nowMs: number): Promise<boolean> {
  const dueMs = await nextTurnMs(tx, id)
  if (dueMs === undefined) await writeMove(tx, id, { state: 'done' }, { nowMs, counted: false })
  else await delayPage(tx, id, dueMs)
  return true
}

/** Takes back what a page of players has not been sent yet. */
async function sweep(tx: Queryable, { id }: HeldCampaign, afterId: number, nowMs: number): Promise<boolean> {
  const { ids, lastId } = await findRaised(tx, id, afterId, SWEEP_PAGE)
  await cancelMany(tx, ids, nowMs)
  await keepSweep(tx, id, lastId ?? null)
  return true
}
