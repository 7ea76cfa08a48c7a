import type { Redis } from 'ioredis'
import type { BoardScore, LiveSeason } from './boards.store.ts'

export type RanksRedis = Pick<Redis, 'eval' | 'smembers' | 'del' | 'get'>

/** Players who are left out from now on, and players who no longer are. */
export interface Looked {
  readonly hidden: readonly number[]
  readonly shown: readonly number[]
}

const NOBODY: Looked = { hidden: [], shown: [] }

/** A stretch of a board, the first row's rank, and where the asking player stands; ranks begin at 1. */
export interface RankPage {
  readonly total: number
  readonly firstRank: number
  readonly ownRank: number | null
  readonly rows: readonly { readonly userId: number; readonly score: number }[]
}

/** What is to be swapped in: the event up to which it goes, and how many scores were filled in all. */
export interface Filled {
  readonly place: string
  readonly rows: number
  readonly live: readonly LiveSeason[]
  readonly hidden: ReadonlySet<number>
}

/** From which row on: `around` puts the player in the middle, or begins at the top where he does not stand. */
export type RankStart = { readonly offset: number } | 'around'

/** Up to which event Redis has everything; without it, it has nothing that may be read. */
const PLACE = 'boards:place'
const HIDDEN = 'boards:hidden'
const DIGITS = 16

const keysOf = ({ boardId, startsAtMs }: Pick<LiveSeason, 'boardId' | 'startsAtMs'>) => {
  const key = `boards:${boardId}:${startsAtMs}`
  return { ranks: `${key}:ranks`, members: `${key}:members` }
}

// Redis orders equal scores by their text: the time first, the id after it, is the order of ties.
const memberOf = ({ userId, reachedAtMs }: BoardScore) =>
  `${`${reachedAtMs}`.padStart(DIGITS, '0')}:${`${userId}`.padStart(DIGITS, '0')}`

// Scores are kept negative, so that the best is the first. Whoever is not where Redis is changes nothing. A score of who is
// left out is none, from whatever moment it comes.
const APPLY = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
for _, id in ipairs(cjson.decode(ARGV[4])) do redis.call('SADD', KEYS[2], id) end
for _, id in ipairs(cjson.decode(ARGV[5])) do redis.call('SREM', KEYS[2], id) end
for _, row in ipairs(cjson.decode(ARGV[3])) do
  local ranks, members = KEYS[row[1] * 2 + 1], KEYS[row[1] * 2 + 2]
  local member = redis.call('SISMEMBER', KEYS[2], row[2]) == 1 and '' or row[4]
  local old = redis.call('HGET', members, row[2])
  if old and old ~= member then redis.call('ZREM', ranks, old) end
  if member == '' then
    redis.call('HDEL', members, row[2])
  else
    redis.call('ZADD', ranks, row[3], member)
    redis.call('HSET', members, row[2], member)
  end
end
redis.call('SET', KEYS[1], ARGV[2])
return 1`

const FILL = `
for _, row in ipairs(cjson.decode(ARGV[1])) do
  redis.call('ZADD', KEYS[1], row[1], row[2])
  redis.call('HSET', KEYS[2], row[3], row[2])
end
redis.call('INCRBY', KEYS[3], ARGV[3])
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[2]) end
return 1`

// All boards at once: nobody sees one of them half full, nor one that Redis lost a part of while it was filled.
const SWAP = `
if tonumber(redis.call('GET', KEYS[3]) or '0') ~= tonumber(ARGV[3]) then return 0 end
redis.call('DEL', KEYS[3])
for i = 4, #KEYS, 2 do
  redis.call('DEL', KEYS[i])
  if redis.call('EXISTS', KEYS[i + 1]) == 1 then
    redis.call('RENAME', KEYS[i + 1], KEYS[i])
    redis.call('PERSIST', KEYS[i])
  end
end
redis.call('DEL', KEYS[2])
local ids = cjson.decode(ARGV[2])
for _, id in ipairs(ids) do redis.call('SADD', KEYS[2], id) end
redis.call('SET', KEYS[1], ARGV[1])
return 1`

const READ = `
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local member = redis.call('HGET', KEYS[3], ARGV[1])
local rank = member and redis.call('ZRANK', KEYS[2], member)
local limit, from = tonumber(ARGV[3]), tonumber(ARGV[2])
if from < 0 then from = rank and math.max(rank - math.floor(limit / 2), 0) or 0 end
local rows = redis.call('ZRANGE', KEYS[2], from, from + limit - 1, 'WITHSCORES')
return { redis.call('ZCARD', KEYS[2]), from + 1, rank and rank + 1 or 0, rows }`

// How many of these scores are not there, or otherwise, and how many there are in all.
const COMPARE = `
local missing, different = 0, 0
for _, row in ipairs(cjson.decode(ARGV[1])) do
  local member = redis.call('HGET', KEYS[2], row[3])
  if not member then
    missing = missing + 1
  else
    local score = redis.call('ZSCORE', KEYS[1], member)
    if member ~= row[2] or not score or tonumber(score) ~= tonumber(row[1]) then different = different + 1 end
  end
end
return { missing, different, redis.call('ZCARD', KEYS[1]) }`

const RANKS = `
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local found = {}
for index, id in ipairs(cjson.decode(ARGV[1])) do
  local member = redis.call('HGET', KEYS[3], id)
  local rank = member and redis.call('ZRANK', KEYS[2], member)
  found[index] = rank and rank + 1 or 0
end
return found`

const DAY_MS = 86_400_000

const countKey = (name: string) => `boards:filled:${name}`
const rowOf = (score: BoardScore) => [`${-score.score}`, memberOf(score), `${score.userId}`]

/** Boards in order, in Redis: a copy of what Postgres says, with the place up to which it is one. */
export class Ranks {
  private readonly redis: RanksRedis

  constructor(redis: RanksRedis) {
    this.redis = redis
  }

  /** Takes scores in, all or none; false where Redis is not at `from`, and has to be filled anew. */
  async apply(
    { from, to }: { readonly from: string; readonly to: string },
    live: readonly LiveSeason[],
    scores: readonly BoardScore[],
    { hidden, shown }: Looked = NOBODY,
  ): Promise<boolean> {
    const places = new Map(live.map(({ boardId, startsAtMs }, index) => [`${boardId} ${startsAtMs}`, index + 1]))
    const rows = scores.flatMap((score) => {
      const place = places.get(`${score.boardId} ${score.startsAtMs}`)
      if (place === undefined) return []
      return [[place, `${score.userId}`, `${-score.score}`, score.score > 0 ? memberOf(score) : '']]
    })
    const keys = [PLACE, HIDDEN, ...live.flatMap((season) => Object.values(keysOf(season)))]
    const words = [rows, hidden.map(String), shown.map(String)].map((list) => JSON.stringify(list))
    const taken = await this.redis.eval(APPLY, keys.length, ...keys, from, to, ...words)
    return taken === 1
  }

  /** Puts scores where a swap will take them from; they are gone by themselves when it never comes. */
  async fill(name: string, season: LiveSeason, scores: readonly BoardScore[]): Promise<void> {
    if (scores.length === 0) return
    const { ranks, members } = nextKeys(name, season)
    const rows = JSON.stringify(scores.map(rowOf))
    await this.redis.eval(FILL, 3, ranks, members, countKey(name), rows, DAY_MS, scores.length)
  }

  /** Up to which event Redis is a copy; null: it has to be filled. */
  place(): Promise<string | null> {
    return this.redis.get(PLACE)
  }

  /** How many of these scores Redis lacks or has otherwise, and how many players it has on the board. */
  async compare(season: LiveSeason, scores: readonly BoardScore[]) {
    const { ranks, members } = keysOf(season)
    const found = await this.redis.eval(COMPARE, 2, ranks, members, JSON.stringify(scores.map(rowOf)))
    const [missing, different, there] = found as [number, number, number]
    return { missing, different, there }
  }

  /** Puts everything that was filled under a name in the place of what is shown; false where a part of it is gone. */
  async swap(name: string, filled: Filled): Promise<boolean> {
    const { place, rows, live, hidden } = filled
    const keys = live.flatMap((season) => {
      const [now, next] = [keysOf(season), nextKeys(name, season)]
      return [now.ranks, next.ranks, now.members, next.members]
    })
    const ids = JSON.stringify([...hidden].map(String))
    const done = await this.redis.eval(SWAP, keys.length + 3, PLACE, HIDDEN, countKey(name), ...keys, place, ids, rows)
    return done === 1
  }

  /** Players who are left out at present. */
  async hidden(): Promise<Set<number>> {
    return new Set((await this.redis.smembers(HIDDEN)).map(Number))
  }

  /** What a season is kept under, once it is over. */
  async forget(season: Pick<LiveSeason, 'boardId' | 'startsAtMs'>): Promise<void> {
    await this.redis.del(...Object.values(keysOf(season)))
  }

  /** The ranks of those of these players who stand on a board; nobody's where Redis has to be filled first. */
  async ranksOf(
    season: Pick<LiveSeason, 'boardId' | 'startsAtMs'>,
    userIds: readonly number[],
  ): Promise<Map<number, number>> {
    const { ranks, members } = keysOf(season)
    const found = await this.redis.eval(RANKS, 3, PLACE, ranks, members, JSON.stringify(userIds.map(String)))
    const places = Array.isArray(found) ? (found as number[]) : []
    return new Map(userIds.flatMap((id, index) => (places[index] ? [[id, places[index]] as const] : [])))
  }

  /** A stretch of a board; undefined where Redis has to be filled first. */
  async page(
    season: Pick<LiveSeason, 'boardId' | 'startsAtMs'>,
    { userId, start, limit }: { readonly userId: number; readonly start: RankStart; readonly limit: number },
  ): Promise<RankPage | undefined> {
    const { ranks, members } = keysOf(season)
    const from = start === 'around' ? -1 : start.offset
    const found = await this.redis.eval(READ, 3, PLACE, ranks, members, `${userId}`, from, limit)
    if (!Array.isArray(found)) return undefined
    const [total, firstRank, ownRank, flat] = found as [number, number, number, string[]]
    const rows = Array.from({ length: flat.length / 2 }, (_, index) => ({
      userId: Number(flat[2 * index]?.slice(DIGITS + 1)),
      score: -Number(flat[2 * index + 1]),
    }))
    return { total, firstRank, ownRank: ownRank === 0 ? null : ownRank, rows }
  }
}

function nextKeys(name: string, season: LiveSeason) {
  const { ranks, members } = keysOf(season)
  return { ranks: `${ranks}:${name}`, members: `${members}:${name}` }
}
