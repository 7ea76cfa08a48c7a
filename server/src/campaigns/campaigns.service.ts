import { accept, type Campaign, type CampaignBody, type CampaignDetail, type Result, refuse } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import { cancelMany } from '../notify/index.ts'
import type { Clock } from '../platform/clock.ts'
import { publishOn } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { countAudience } from './audience.store.ts'
import {
  findCampaign,
  type HeldCampaign,
  insertCampaign,
  lockCampaign,
  type Moved,
  writeDraft,
  writeMove,
} from './campaigns.store.ts'
import { type Move, type MoveRefusal, moveCampaign } from './moves.rule.ts'
import { measureProgress } from './progress.store.ts'
import { addWave, countNotReached, holdWave } from './recipients.store.ts'
import { startOf, turnIn } from './schedule.rule.ts'
import { CHECK_MS } from './steps.ts'

export type CampaignRefusal = MoveRefusal | 'NOT_FOUND' | 'SCHEDULE_INVALID' | 'COMMAND_ID_REUSED'
/** A campaign's id. */
type Done = Result<number, CampaignRefusal>
type Actor = AuditActor & { readonly admin: { readonly adminId: number } }

/** Who moves a campaign, which one he saw, and why. */
export interface Mover {
  readonly seenRevision: number
  readonly reason: string
  readonly actor: Actor
}

interface Change {
  readonly action: string
  readonly reason: string | null
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown>
}

/** Campaigns as admins write, start and end them; each change in one transaction, with its entry in the audit log. */
export class Campaigns {
  private readonly deps: { readonly pool: Pool; readonly clock: Clock }

  constructor(deps: { readonly pool: Pool; readonly clock: Clock }) {
    this.deps = deps
  }

  /** A campaign with how far it is; undefined: there is none. */
  async find(id: number): Promise<CampaignDetail | undefined> {
    const { pool } = this.deps
    const campaign = await findCampaign(pool, id)
    if (campaign === undefined) return undefined
    return { ...campaign, progress: await measureProgress(pool, id, campaign.wave) }
  }

  /** The campaign that a change was about, as it stands after it. */
  async shown(done: Done): Promise<Result<CampaignDetail, CampaignRefusal>> {
    if (!done.ok) return done
    const found = await this.find(done.value)
    return found ? accept(found) : refuse('NOT_FOUND', 'no such campaign')
  }

  /** A new draft, once a key. */
  create(key: string, name: string, body: CampaignBody, actor: Actor): Promise<Done> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx): Promise<Done> => {
      const { id, isNew } = await insertCampaign(tx, { key, name, body, adminId: actor.admin.adminId }, nowMs)
      if (!isNew) {
        const known = await findCampaign(tx, id)
        if (known !== undefined && isSame(known, name, body)) return accept(id)
        return refuse('COMMAND_ID_REUSED', 'another campaign has this key')
      }
      await this.audit(tx, id, actor, { action: 'campaigns.create', reason: null, before: null, after: { name, body } })
      return accept(id)
    })
  }

  edit(id: number, seenRevision: number, draft: { name: string; body: CampaignBody }, actor: Actor): Promise<Done> {
    return this.holding(id, seenRevision, async (tx, held, nowMs) => {
      if (held.state !== 'draft') return refuse('CONFLICT', `the campaign is ${held.state}`)
      await writeDraft(tx, id, draft, nowMs)
      const before = { name: held.name, body: held.body }
      await this.audit(tx, id, actor, { action: 'campaigns.edit', reason: null, before, after: { ...draft } })
      return accept(id)
    })
  }

  /** Starts a draft at its time; many players are told only when a second admin has looked at it. */
  start(id: number, mover: Mover): Promise<Done> {
    return this.holding(id, mover.seenRevision, async (tx, held, nowMs) => {
      const starts = startOf(held.body.schedule, nowMs)
      if (!starts.ok) return starts
      const { players } = await countAudience(tx, held.body.audience, nowMs)
      const times = { startsMs: starts.value, nextPageMs: starts.value, askedBy: mover.actor.admin.adminId }
      return this.move(tx, held, { kind: 'start', players }, mover, { ...times, told: { players } })
    })
  }

  /** The second admin's word. */
  decide(id: number, approved: boolean, mover: Mover): Promise<Done> {
    const { adminId } = mover.actor.admin
    return this.holding(id, mover.seenRevision, async (tx, held, nowMs) => {
      // It may have waited for longer than until its start; one that the club itself held at its start begins now.
      const begins = () => (held.grownTo === null ? startOf(held.body.schedule, nowMs) : accept(nowMs))
      const starts = approved ? begins() : undefined
      if (starts && !starts.ok) return starts
      const times = starts && { startsMs: starts.value, nextPageMs: starts.value, approvedBy: adminId }
      return this.move(tx, held, { kind: 'decide', approved, adminId }, mover, { ...times })
    })
  }

  pause(id: number, mover: Mover): Promise<Done> {
    return this.holding(id, mover.seenRevision, (tx, held) => this.move(tx, held, { kind: 'pause' }, mover))
  }

  resume(id: number, mover: Mover): Promise<Done> {
    return this.holding(id, mover.seenRevision, (tx, held, nowMs) =>
      this.move(tx, held, { kind: 'resume' }, mover, { nextPageMs: Math.max(nowMs, held.startsMs ?? nowMs) }),
    )
  }

  /** Ends it for ever; what has not been sent yet is taken back. */
  cancel(id: number, mover: Mover): Promise<Done> {
    return this.holding(id, mover.seenRevision, (tx, held) =>
      this.move(tx, held, { kind: 'cancel' }, mover, { sweeps: true }),
    )
  }

  /** Another wave for those whom nothing has reached. */
  resend(id: number, mover: Mover): Promise<Done> {
    return this.holding(id, mover.seenRevision, async (tx, held, nowMs) => {
      if (held.state === 'done') await holdWave(tx, id, held.wave)
      const players = held.state === 'done' ? await countNotReached(tx, id, held.wave) : 0
      const moved = await this.move(tx, held, { kind: 'resend', players }, mover, {
        ...{ wave: held.wave + 1, nextPageMs: nowMs, checkMs: nowMs + CHECK_MS, told: { players } },
      })
      if (!moved.ok) return moved
      const times = {
        campaignId: id,
        wave: held.wave,
        turnIn: (zone: string) => turnIn(zone, held.body.schedule, nowMs),
      }
      const { stale } = await addWave(tx, times)
      // A dead letter of it may not be taken up again beside the new one.
      await cancelMany(tx, stale, nowMs)
      return moved
    })
  }

  private async move(
    tx: Queryable,
    held: HeldCampaign,
    move: Move,
    { reason, actor }: Mover,
    { told, ...more }: Partial<Moved> & { readonly told?: Record<string, unknown> } = {},
  ): Promise<Done> {
    const moved = moveCampaign(held, move)
    if (!moved.ok) return moved
    const nowMs = this.deps.clock.nowMs()
    await writeMove(tx, held.id, { ...more, state: moved.value }, { nowMs, counted: true })
    const after = { state: moved.value, ...told }
    const action = `campaigns.${move.kind}`
    await this.audit(tx, held.id, actor, { action, reason, before: { state: held.state }, after })
    await publishOn(tx, 'campaigns', {})
    return accept(held.id)
  }

  private holding(
    id: number,
    seenRevision: number,
    work: (tx: Queryable, held: HeldCampaign, nowMs: number) => Promise<Done>,
  ): Promise<Done> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx): Promise<Done> => {
      const held = await lockCampaign(tx, id)
      if (held === undefined) return refuse('NOT_FOUND', 'no such campaign')
      if (held.revision !== seenRevision) return refuse('CONFLICT', 'somebody else has changed this campaign')
      return work(tx, held, nowMs)
    })
  }

  private audit(tx: Queryable, id: number, actor: AuditActor, change: Change): Promise<void> {
    const record = { ...change, targetType: 'campaign', targetId: String(id), atMs: this.deps.clock.nowMs() }
    return insertAudit(tx, actor, record)
  }
}

const isSame = (known: Campaign, name: string, body: CampaignBody): boolean =>
  known.name === name && JSON.stringify(known.body) === JSON.stringify(body)
