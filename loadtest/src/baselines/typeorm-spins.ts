import { systemClock } from '@casino-club/server/src/platform/clock.ts'
import type { JournalEntry } from '@casino-club/server/src/player/index.ts'
import { DataSource, type EntityManager, EntitySchema } from 'typeorm'
import { advance, type BaselinePlayer, nextEntry } from './rows.ts'

interface PlayerRow {
  user_id: string
  version: number
  coins: number
  nonce: number
  state: object
  ledger_hash: Buffer
  updated_at: Date
}

const column = (
  type: 'bigint' | 'text' | 'json' | 'bytea' | 'timestamptz' | 'uuid' | 'date' | 'smallint' | 'integer',
) => ({
  type,
})
const key = (type: 'bigint' | 'uuid' | 'smallint' | 'date') => ({ type, primary: true })

const Player = new EntitySchema<PlayerRow>({
  name: 'players',
  columns: {
    user_id: key('bigint'),
    version: column('bigint'),
    coins: column('bigint'),
    nonce: column('bigint'),
    state: column('json'),
    ledger_hash: column('bytea'),
    updated_at: column('timestamptz'),
  },
})
const Command = new EntitySchema({
  name: 'player_commands',
  columns: {
    user_id: key('bigint'),
    command_id: key('uuid'),
    seq: column('bigint'),
    day: column('date'),
    request_hash: column('bytea'),
  },
})
const Event = new EntitySchema({
  name: 'player_events',
  columns: {
    user_id: key('bigint'),
    seq: key('bigint'),
    day: key('date'),
    occurred_at: column('timestamptz'),
    type: column('text'),
    schema_version: column('smallint'),
    command_id: column('uuid'),
    game: column('text'),
    table_version: column('integer'),
    bet: column('bigint'),
    win: column('bigint'),
    payload: column('json'),
  },
})
const Line = new EntitySchema({
  name: 'ledger_entries',
  columns: {
    user_id: key('bigint'),
    seq: key('bigint'),
    line: key('smallint'),
    currency: column('text'),
    amount: column('bigint'),
    balance_after: column('bigint'),
    counter_account: column('text'),
    reason: column('text'),
    command_id: column('uuid'),
    occurred_at: column('timestamptz'),
    hash: column('bytea'),
  },
})

/** Begin, lock the player, check the version, write four tables, commit: how a careful TypeORM service does it. */
async function spin(manager: EntityManager, entry: JournalEntry): Promise<void> {
  const { userId: user_id, version, commandId: command_id } = entry
  const occurred_at = new Date(entry.occurredAtMs)
  const day = occurred_at.toISOString().slice(0, 10)
  const seq = version + 1
  const player = await manager.findOne(Player, {
    where: { user_id: String(user_id) },
    lock: { mode: 'pessimistic_write' },
  })
  if (player === null || Number(player.version) !== version) throw new Error('the version moved')
  await manager.update(
    Player,
    { user_id: String(user_id) },
    {
      version: seq,
      coins: entry.balances.coins,
      nonce: entry.nonce,
      state: entry.state,
      ledger_hash: Buffer.from(entry.ledgerHash, 'hex'),
      updated_at: occurred_at,
    },
  )
  const request_hash = Buffer.from(entry.requestHash, 'hex')
  await manager.insert(Command, { user_id, command_id, seq, day, request_hash })
  await manager.insert(Event, {
    user_id,
    seq,
    day,
    occurred_at,
    type: entry.type,
    schema_version: entry.schemaVersion,
    command_id,
    game: entry.play?.game,
    table_version: entry.play?.tableVersion,
    bet: entry.play?.bet,
    win: entry.play?.win,
    payload: JSON.parse(entry.payload),
  })
  const lines = entry.lines.map(({ line, currency, amount, balanceAfter, counterAccount, reason, hash }) => ({
    user_id,
    seq,
    line,
    currency,
    amount,
    balance_after: balanceAfter,
    counter_account: counterAccount,
    reason,
    command_id,
    occurred_at,
    hash: Buffer.from(hash, 'hex'),
  }))
  await manager.insert(Line, lines)
}

/** Spins per second, one TypeORM transaction each, with as many players at once as the pool has connections. */
export async function typeormSpins(
  databaseUrl: string,
  players: BaselinePlayer[],
  seconds: number,
  connections: number,
) {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: [Player, Command, Event, Line],
    extra: { max: connections },
  })
  await source.initialize()
  const endMs = performance.now() + seconds * 1_000
  let spins = 0
  const play = async (player: BaselinePlayer) => {
    while (performance.now() < endMs) {
      const entry = nextEntry(player, systemClock.nowMs())
      await source.transaction((manager) => spin(manager, entry))
      advance(player, entry)
      spins++
    }
  }
  await Promise.all(players.map(play))
  await source.destroy()
  return spins / seconds
}
