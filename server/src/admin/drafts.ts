import { accept, type Reason, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type AuditActor, insertAudit } from './audit.store.ts'

export interface HeldVersion<Body> {
  readonly version: number
  readonly body: Body
}

/** Rows of what is written in drafts and published in versions. */
export interface DraftStore<Facts, Body, Held> {
  /** False: there is one of this id already. */
  insert(tx: Queryable, id: string, facts: Facts, nowMs: number): Promise<boolean>
  /** What is there of an id while nobody else changes it; undefined: there is none. */
  lock(tx: Queryable, id: string): Promise<Held | undefined>
  /** One more with every change; an editor names the one he saw. */
  countRevision(tx: Queryable, id: string, nowMs: number): Promise<void>
  findDraft(tx: Queryable, id: string): Promise<HeldVersion<Body> | undefined>
  /** Corrects the draft, or begins the next one; gives its version. */
  writeDraft(tx: Queryable, id: string, body: Body, nowMs: number): Promise<number>
  publishDraft(tx: Queryable, id: string, draft: HeldVersion<Body>, nowMs: number): Promise<void>
  /** What is published now, to be told beside what takes its place; left out: only the new version is told. */
  findInForce?(tx: Queryable, id: string): Promise<HeldVersion<Body> | undefined>
}

export interface DraftTerms<Facts, Body, Held, Refused extends Reason> {
  /** As messages call it. */
  readonly name: string
  /** As the audit log calls it, and what is done to it: `missions` has the action `missions.draft`. */
  readonly targetType: string
  readonly actions: string
  readonly store: DraftStore<Facts, Body, Held>
  /** Why nothing of it changes any more. */
  refuseChange?(held: Held, nowMs: number): Refusal<Refused> | undefined
  /** Why a draft may not be written in place of the one that is there. */
  refuseDraft?(before: Body | undefined, body: Body): Refusal<Refused | 'NOTHING_TO_CHANGE'> | undefined
  /** Within the transaction: why a draft may not be in force; the answer holds until it ends. */
  refusePublish(
    tx: Queryable,
    id: string,
    body: Body,
    nowMs: number,
  ): Promise<Refusal<Refused | 'CONFLICT' | 'NOTHING_TO_CHANGE'> | undefined>
}

interface Change {
  readonly action: 'create' | 'draft' | 'publish'
  readonly reason: string | null
  readonly before: object | null
  readonly after: object
}

/** The id of what was edited. */
export type Edited<Refused extends Reason = never> = Result<
  string,
  'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE' | Refused
>

const told = <Body extends object>(held: HeldVersion<Body> | undefined) =>
  held ? { version: held.version, ...held.body } : null

/** Writes what players are promised: drafts that anybody may correct, and published versions that never change. */
export class Drafts<
  Facts extends object,
  Body extends object,
  Held extends { readonly revision: number },
  Refused extends Reason,
> {
  private readonly deps: { readonly pool: Pool; readonly clock: Clock }
  private readonly terms: DraftTerms<Facts, Body, Held, Refused>

  constructor(deps: { readonly pool: Pool; readonly clock: Clock }, terms: DraftTerms<Facts, Body, Held, Refused>) {
    this.deps = deps
    this.terms = terms
  }

  /** A new one with its first draft; its facts stay as they are for good. */
  create(id: string, facts: Facts, body: Body, actor: AuditActor): Promise<Edited<Refused>> {
    const { store } = this.terms
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx): Promise<Edited<Refused>> => {
      if (!(await store.insert(tx, id, facts, nowMs))) return refuse('CONFLICT', `${id} is taken`)
      const version = await store.writeDraft(tx, id, body, nowMs)
      const after = { ...facts, version, ...body }
      await this.audit(tx, id, actor, { action: 'create', reason: null, before: null, after }, nowMs)
      return accept(id)
    })
  }

  /** Corrects the draft, or begins the next one. */
  draft(id: string, seenRevision: number, body: Body, actor: AuditActor): Promise<Edited<Refused>> {
    const { store } = this.terms
    return this.changing(id, seenRevision, actor, async (tx, nowMs) => {
      const held = await store.findDraft(tx, id)
      const refused = this.terms.refuseDraft?.(held?.body, body)
      if (refused) return refused
      const version = await store.writeDraft(tx, id, body, nowMs)
      return accept({ action: 'draft', reason: null, before: told(held), after: { version, ...body } })
    })
  }

  /** The draft is in force. */
  publish(id: string, seenRevision: number, reason: string, actor: AuditActor): Promise<Edited<Refused>> {
    const { store } = this.terms
    return this.changing(id, seenRevision, actor, async (tx, nowMs) => {
      const draft = await store.findDraft(tx, id)
      if (draft === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to publish')
      const refused = await this.terms.refusePublish(tx, id, draft.body, nowMs)
      if (refused) return refused
      const before = told(await store.findInForce?.(tx, id))
      await store.publishDraft(tx, id, draft, nowMs)
      return accept({ action: 'publish', reason, before, after: { version: draft.version, ...draft.body } })
    })
  }

  private changing(
    id: string,
    seenRevision: number,
    actor: AuditActor,
    work: (tx: Queryable, nowMs: number) => Promise<Result<Change, 'CONFLICT' | 'NOTHING_TO_CHANGE' | Refused>>,
  ): Promise<Edited<Refused>> {
    const { name, store, refuseChange } = this.terms
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx): Promise<Edited<Refused>> => {
      const held = await store.lock(tx, id)
      if (held === undefined) return refuse('NOT_FOUND', `no such ${name}`)
      if (held.revision !== seenRevision) return refuse('CONFLICT', `somebody else has changed this ${name}`)
      const fixed = refuseChange?.(held, nowMs)
      if (fixed) return fixed
      const change = await work(tx, nowMs)
      if (!change.ok) return change
      await store.countRevision(tx, id, nowMs)
      await this.audit(tx, id, actor, change.value, nowMs)
      return accept(id)
    })
  }

  private audit(
    tx: Queryable,
    id: string,
    actor: AuditActor,
    { action, reason, before, after }: Change,
    atMs: number,
  ): Promise<void> {
    const { targetType, actions } = this.terms
    const change = { reason, before: before && { ...before }, after: { ...after } }
    return insertAudit(tx, actor, { action: `${actions}.${action}`, targetType, targetId: id, ...change, atMs })
  }
}
