import { type AdminBoard, accept, type BoardPage, type BoardView, type Result, refuse } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { deleteRemoval, insertRemoval, isPlayer } from './absences.store.ts'
import { type Board, findBoards } from './boards.store.ts'
import type { RankPage, RankStart, Ranks } from './ranks.store.ts'
import { type Season, seasonAt, seasonBefore } from './season.rule.ts'
import { isFrozen, nameShown, readAmong, readOwn, readResults, readStandings } from './standings.store.ts'

export interface BoardsDependencies {
  readonly pool: Pool
  readonly ranks: Ranks
  readonly clock: Clock
  readonly log: Log
  /** What stands between players: whom one follows, and who is not to be seen by whom. */
  readonly friends: {
    followedBy(userId: number): Promise<readonly number[]>
    unseenBy(userId: number, ids: readonly number[]): Promise<ReadonlySet<number>>
  }
}

export interface BoardQuestion {
  readonly userId: number
  readonly board: string
  readonly start: RankStart
  readonly limit: number
  readonly season: 'current' | 'previous'
  readonly of?: 'followed'
}

type RemovalRefusal = 'NOT_FOUND' | 'NOTHING_TO_CHANGE'

const isoOf = (ms: number) => new Date(ms).toISOString()

/** A board with a season of it. */
export const showBoard = ({ id, period, games, counts }: Board, { startsAtMs, endsAtMs }: Season): BoardView => ({
  ...{ id, period, games: [...games], counts },
  startsAt: isoOf(startsAtMs),
  endsAt: endsAtMs === null ? null : isoOf(endsAtMs),
})

/** The boards as players and those who run the club see them. */
export class Boards {
  private readonly deps: BoardsDependencies

  constructor(deps: BoardsDependencies) {
    this.deps = deps
  }

  /** Every board with the season that runs. */
  async list(): Promise<BoardView[]> {
    const nowMs = this.deps.clock.nowMs()
    const shown = (await findBoards(this.deps.pool)).filter(({ enabled }) => enabled)
    return shown.map((board) => showBoard(board, seasonAt(board.period, nowMs)))
  }

  /** Every board with its running season, also those that are not shown, for those who run the club. */
  async all(): Promise<AdminBoard[]> {
    const nowMs = this.deps.clock.nowMs()
    const boards = await findBoards(this.deps.pool)
    return Promise.all(
      boards.map(async (board) => {
        const { position, enabled, revision } = board
        const shown = showBoard(board, seasonAt(board.period, nowMs))
        return { ...shown, position, enabled, revision, players: (await this.top(board.id, 1))?.total ?? 0 }
      }),
    )
  }

  /** A stretch of a board. Names are those of now; who is not to be shown any more is left out at once. */
  async page(question: BoardQuestion): Promise<Result<BoardPage, 'NOT_FOUND'>> {
    const { pool, clock } = this.deps
    const { userId } = question
    const board = (await findBoards(pool)).find(({ id, enabled }) => enabled && id === question.board)
    const nowMs = clock.nowMs()
    const seasonOf = question.season === 'current' ? seasonAt : seasonBefore
    const season = board && seasonOf(board.period, nowMs)
    if (board === undefined || season === undefined) return refuse('NOT_FOUND', 'there is no such board')
    const key = { boardId: board.id, startsAtMs: season.startsAtMs }
    const final = question.season === 'previous' && (await isFrozen(pool, key))
    const { total, firstRank, ownRank, rows } = await this.stretch(key, question, { final, nowMs })
    const ids = rows.map((row) => row.userId)
    const [names, own, unseen] = await Promise.all([
      nameShown(pool, ids, nowMs),
      readOwn(pool, key, userId, nowMs),
      this.deps.friends.unseenBy(userId, ids),
    ])
    const shown = rows.flatMap((row, index) => {
      const nickname = names.get(row.userId)
      if (nickname === undefined || unseen.has(row.userId)) return []
      return [{ rank: firstRank + index, nickname, score: row.score, you: row.userId === userId }]
    })
    const ownRow = { ...own, rank: own.shown ? ownRank : null }
    return accept({ board: showBoard(board, season), final, total, own: ownRow, rows: shown })
  }

  private async stretch(
    key: { boardId: string; startsAtMs: number },
    question: BoardQuestion,
    { final, nowMs }: { readonly final: boolean; readonly nowMs: number },
  ): Promise<RankPage> {
    const { pool, friends } = this.deps
    if (question.of === 'followed') {
      const among = [question.userId, ...(await friends.followedBy(question.userId))]
      return readAmong(pool, key, { ...question, among, nowMs })
    }
    return final ? readResults(pool, key, question) : this.standings(key, question, nowMs)
  }

  /** Where players stand on the running seasons of the boards that are shown; nothing of who hides. */
  async ranksOf(userIds: readonly number[]): Promise<ReadonlyMap<number, { board: string; rank: number }[]>> {
    const { pool, ranks, clock, log } = this.deps
    const found = new Map<number, { board: string; rank: number }[]>()
    if (userIds.length === 0) return found
    const nowMs = clock.nowMs()
    const shown = [...(await nameShown(pool, userIds, nowMs)).keys()]
    for (const { id, period, enabled } of await findBoards(pool)) {
      if (!enabled || period === 'day') continue
      const { startsAtMs } = seasonAt(period, nowMs)
      // Without Redis they are left out: a rank of a friend is worth no count over a whole board.
      const places = await ranks.ranksOf({ boardId: id, startsAtMs }, shown).catch((error: unknown) => {
        log.debug({ err: error }, 'the ranks of friends are left out: Redis does not answer')
        return new Map<number, number>()
      })
      for (const [userId, rank] of places) found.set(userId, [...(found.get(userId) ?? []), { board: id, rank }])
    }
    return found
  }

  /** Where a player stands on a board now; undefined: nowhere, or he is not shown there. */
  async rankOf(userId: number, board: string): Promise<{ period: string; rank: number } | undefined> {
    const page = await this.page({ userId, board, start: 'around', limit: 1, season: 'current' })
    if (!page.ok || page.value.own.rank === null) return undefined
    return { period: page.value.board.period, rank: page.value.own.rank }
  }

  /** Who leads a board now, and how many stand on it. */
  async top(boardId: string, limit: number) {
    const { pool, clock } = this.deps
    const board = (await findBoards(pool)).find(({ id }) => id === boardId)
    if (board === undefined) return undefined
    const nowMs = clock.nowMs()
    const { startsAtMs } = seasonAt(board.period, nowMs)
    const asked = { userId: 0, start: { offset: 0 }, limit }
    const { total, rows } = await this.standings({ boardId, startsAtMs }, asked, nowMs)
    const ids = rows.map(({ userId }) => userId)
    const names = await nameShown(pool, ids, nowMs)
    const leaders = rows.flatMap(({ userId, score }, index) => {
      const nickname = names.get(userId)
      return nickname === undefined ? [] : [{ id: userId, rank: index + 1, nickname, score }]
    })
    return { total, leaders }
  }

  /** Takes a player off all boards, or lets him stand on them again. His scores stay as they are. */
  async remove(
    { userId, removed, reason }: { userId: number; removed: boolean; reason: string },
    actor: AuditActor,
  ): Promise<Result<{ removed: boolean }, RemovalRefusal>> {
    const { pool, clock } = this.deps
    return inTransaction(pool, async (tx): Promise<Result<{ removed: boolean }, RemovalRefusal>> => {
      if (!(await isPlayer(tx, userId))) return refuse('NOT_FOUND', 'no such player')
      const nowMs = clock.nowMs()
      const { adminId } = actor.admin
      const changed = removed
        ? await insertRemoval(tx, { userId, reason, adminId, nowMs })
        : await deleteRemoval(tx, userId)
      if (!changed) return refuse('NOTHING_TO_CHANGE', 'it is so already')
      await insertAudit(tx, actor, {
        action: removed ? 'boards.remove' : 'boards.restore',
        targetType: 'player',
        targetId: `${userId}`,
        reason,
        before: { removed: !removed },
        after: { removed },
        atMs: nowMs,
      })
      return accept({ removed })
    })
  }

  /** From Redis; from Postgres where it is away or not filled yet. */
  private async standings(
    key: { boardId: string; startsAtMs: number },
    asked: Pick<BoardQuestion, 'userId' | 'start' | 'limit'>,
    nowMs: number,
  ): Promise<RankPage> {
    const { pool, ranks, log } = this.deps
    try {
      const page = await ranks.page(key, asked)
      if (page !== undefined) return page
    } catch (error) {
      log.debug({ err: error }, 'a board is read from Postgres: Redis does not answer')
    }
    return readStandings(pool, key, { ...asked, nowMs })
  }
}
