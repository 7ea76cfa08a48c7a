import { type AdminBoard, accept, type BoardPreview, type BoardTerms, type Result, refuse } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { Boards } from './boards.service.ts'
import { type Board, findBoards, insertBoard, updateBoard } from './boards.store.ts'
import { seasonAt } from './season.rule.ts'

export interface EditingDependencies {
  readonly boards: Boards
  readonly pool: Pool
  readonly clock: Clock
}

export interface BoardOrder {
  readonly id: string
  /** 0: there is none yet. */
  readonly seenRevision: number
  readonly terms: BoardTerms
  readonly reason: string
}

type Refused = 'CONFLICT' | 'NOTHING_TO_CHANGE'

const termsOf = ({ period, games, position, enabled }: Board) => ({ period, games, position, enabled })
const countsAlike = (board: Board, { period, games }: BoardTerms) =>
  board.period === period && [...board.games].sort().join() === [...games].sort().join()

/** Boards as data. What a board counts never changes: its scores would be of two kinds. */
export class BoardEditing {
  private readonly deps: EditingDependencies

  constructor(deps: EditingDependencies) {
    this.deps = deps
  }

  /** What an edit would mean from now on. Nothing is written. */
  async preview(id: string, terms: BoardTerms): Promise<BoardPreview> {
    const { boards, pool, clock } = this.deps
    const before = (await findBoards(pool)).find((board) => board.id === id)
    const { startsAtMs, endsAtMs } = seasonAt(terms.period, clock.nowMs())
    return {
      isNew: before === undefined,
      refused: before !== undefined && !countsAlike(before, terms),
      startsAt: new Date(startsAtMs).toISOString(),
      endsAt: endsAtMs === null ? null : new Date(endsAtMs).toISOString(),
      players: before === undefined ? 0 : ((await boards.top(id, 1))?.total ?? 0),
    }
  }

  async write(order: BoardOrder, actor: AuditActor): Promise<Result<AdminBoard, Refused>> {
    const { boards, pool, clock } = this.deps
    const written = await inTransaction(pool, async (tx): Promise<Result<null, Refused>> => {
      const { id, seenRevision, terms, reason } = order
      const before = (await findBoards(tx)).find((board) => board.id === id)
      const conflict = () => refuse('CONFLICT', 'somebody else has changed this board meanwhile')
      if ((before?.revision ?? 0) !== seenRevision) return conflict()
      if (before && !countsAlike(before, terms)) {
        return refuse('CONFLICT', 'what a board counts never changes: make another one')
      }
      const { position, enabled } = terms
      if (before?.position === position && before.enabled === enabled) {
        return refuse('NOTHING_TO_CHANGE', 'it is so already')
      }
      const done = before
        ? await updateBoard(tx, { id, position, enabled }, seenRevision)
        : await insertBoard(tx, { id, ...terms })
      if (!done) return conflict()
      await insertAudit(tx, actor, {
        action: before ? 'boards.edit' : 'boards.create',
        targetType: 'board',
        targetId: id,
        reason,
        before: before ? termsOf(before) : null,
        after: { ...terms },
        atMs: clock.nowMs(),
      })
      return accept(null)
    })
    if (!written.ok) return written
    const board = (await boards.all()).find(({ id }) => id === order.id)
    return board ? accept(board) : refuse('CONFLICT', 'it was changed at once')
  }
}
