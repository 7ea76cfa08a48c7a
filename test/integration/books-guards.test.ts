import { describe, expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { spinHttp } from '../support/play.ts'

const club = await openClub()
const player = await club.signUp()
await spinHttp(club, player)
await club.post(`/api/admin/players/${player.userId}/logout`, {}, await club.adminToken())

const partitions = await club.sql<{ name: string }>(
  `select tableoid::regclass::text as name from player_events where user_id = $1 limit 1`,
  [player.userId],
)

const BOOKS = [
  'ledger_entries',
  'player_events',
  partitions[0]?.name ?? '',
  'player_events_default',
  'player_commands',
  'admin_audit_logs',
]

const asApplication = (statement: string) => club.core.pool.query(statement)
const asOwner = (statement: string) => club.sql(statement)
const ROLES = { 'the application': asApplication, 'the owner of the database': asOwner }

/** A column of each table to write to. */
const columnOf = (table: string) => (table === 'admin_audit_logs' ? 'action = action' : 'user_id = user_id')

describe.each(Object.entries(ROLES))('%s cannot change the books', (who, run) => {
  const refusal = who === 'the application' ? /permission denied/ : /append-only/

  test.each(BOOKS)('by an update of %s', async (table) => {
    // A trigger for each row needs a row; the default partition is empty, and the application has no right to it at all.
    if (who !== 'the application' && table === 'player_events_default') return
    await expect(run(`update ${table} set ${columnOf(table)}`)).rejects.toThrow(refusal)
  })

  test.each(BOOKS)('by a delete from %s', async (table) => {
    if (who !== 'the application' && table === 'player_events_default') return
    await expect(run(`delete from ${table}`)).rejects.toThrow(refusal)
  })

  test.each(BOOKS)('by truncating %s', async (table) => {
    await expect(run(`truncate ${table} cascade`)).rejects.toThrow(refusal)
  })
})

describe('the application', () => {
  const forbidden = {
    'drop a table': 'drop table ledger_entries',
    'switch off a trigger': 'alter table ledger_entries disable trigger all',
    'switch off all triggers': 'set session_replication_role = replica',
    'make a table': 'create table mine (id integer)',
    'delete a user': 'delete from users',
    'delete a player': 'delete from players',
    'delete a seed': 'delete from fairness_seeds',
    'delete an odds table': 'delete from odds_tables',
    'read passwords of the database’s roles': 'select * from pg_authid',
  }
  test.each(Object.entries(forbidden))('may not %s', async (_, statement) => {
    await expect(asApplication(statement)).rejects.toThrow(/permission denied|must be owner/)
  })
})

describe('odds that were published', () => {
  const changes = ["body = '{}'", "hash = repeat('0', 64)", 'version = 99', 'published_at = now()', "game = 'other'"]

  test.each(changes)('do not take %s', async (change) => {
    for (const run of Object.values(ROLES)) {
      await expect(run(`update odds_tables set ${change} where version = 1`)).rejects.toThrow('never changes')
    }
  })

  test('cannot be deleted or become a draft again', async () => {
    await expect(asOwner('delete from odds_tables where version = 1')).rejects.toThrow('never changes')
    await expect(asOwner(`update odds_tables set status = 'draft', published_at = null`)).rejects.toThrow(
      'never changes',
    )
  })

  test('cannot be truncated', async () => {
    for (const run of Object.values(ROLES)) {
      await expect(run('truncate odds_tables cascade')).rejects.toThrow(/append-only|permission denied/)
    }
  })

  test('are one of a game', async () => {
    const second = `insert into odds_tables (game, version, status, body, hash, created_at, published_at)
      select game, 77, status, body, hash, created_at, published_at from odds_tables where version = 1`
    await expect(asOwner(second)).rejects.toThrow('odds_tables_published')
  })
})

describe('the database itself refuses', () => {
  const refused: Record<string, [string, RegExp]> = {
    'a negative balance': ['update players set coins = -1', /players_coins_check/],
    'a balance beyond safe integers': ['update players set gems = 9007199254740992', /players_gems_check/],
    'a negative version': ['update players set version = -1', /players_version_check/],
    'a ledger line of nothing': [ledgerLine({ amount: '0' }), /ledger_entries_amount_check/],
    'a ledger line that leaves a debt': [ledgerLine({ balance: '-1' }), /ledger_entries_balance_after_check/],
    'a ledger line in another currency': [ledgerLine({ currency: "'won'" }), /ledger_entries_currency_check/],
    'a ledger line between players': [ledgerLine({ account: "'player:1'" }), /ledger_entries_counter_account_check/],
    'a ledger line twice': [ledgerLine({ seq: '1', line: '0' }), /ledger_entries_pkey/],
    'a command id twice': ['insert into player_commands select * from player_commands', /player_commands_pkey/],
    'an event twice': ['insert into player_events select * from player_events', /player_events_.*pkey/],
    'a play without its win': [
      `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version,
         bet, payload) select user_id, 900, day, occurred_at, type, 1, command_id, 'slot', 1, 10, '{}'
       from player_events where seq = 1`,
      /player_events_play/,
    ],
    'two active seeds': [
      `update fairness_seeds set status = 'active', client_seed = 'x', active_from_seq = 1 where status = 'next'`,
      /fairness_seeds_active/,
    ],
    'an invite used too often': ['update invite_codes set max_uses = 1, used_count = 2', /invite_codes_not_overused/],
    'a rank that is none': [`update users set rank = 'GOD'`, /users_rank_check/],
    'a player without a user': [
      'insert into players select 999, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at from players',
      /players_user_id_fkey/,
    ],
    'a session of nobody': ['update sessions set user_id = null, admin_id = null', /sessions_one_owner/],
  }
  test.each(Object.entries(refused))('%s', async (_, [statement, constraint]) => {
    await expect(asOwner(statement)).rejects.toThrow(constraint)
  })
})

function ledgerLine(change: Partial<Record<'seq' | 'line' | 'currency' | 'amount' | 'balance' | 'account', string>>) {
  const {
    seq = '900',
    line = '0',
    currency = "'coins'",
    amount = '1',
    balance = '1',
    account = "'house:slot'",
  } = change
  return `insert into ledger_entries (user_id, seq, line, currency, amount, balance_after, counter_account, reason,
    command_id, occurred_at, hash) values (${player.userId}, ${seq}, ${line}, ${currency}, ${amount}, ${balance},
    ${account}, 'test', gen_random_uuid(), now(), decode(repeat('00', 32), 'hex'))`
}

describe('rounds and stakes that have ended', () => {
  const seed = `insert into rounds (game, state, table_version, server_seed, server_seed_hash, opened_at)
    values ('crash', 'open', 1, decode(repeat('ab', 32), 'hex'), decode(repeat('cd', 32), 'hex'), now()) returning id`
  const stake = (id: number) => `insert into stakes (round_id, user_id, seq, slot, currency, bet, choice, state)
    values (${id}, (select min(id) from users), 1, 0, 'coins', 100, '{}', 'open')`

  test('change in nothing that was played with, and end once', async () => {
    const rows = (await asOwner(seed)) as { id: number }[]
    const id = Number(rows[0]?.id)
    await asOwner(stake(id))
    for (const run of Object.values(ROLES)) {
      for (const change of ["server_seed = decode(repeat('00', 32), 'hex')", 'table_version = 2', "game = 'match'"]) {
        await expect(run(`update rounds set ${change} where id = ${id}`)).rejects.toThrow('never changes')
      }
      for (const change of ['bet = 1', "choice = '[]'", 'seq = 9']) {
        await expect(run(`update stakes set ${change} where round_id = ${id}`)).rejects.toThrow(
          'changes in nothing else',
        )
      }
    }
    await expect(asOwner(stake(id).replace(', 1, 0,', ', 2, 0,'))).rejects.toThrow('stakes_round_id_user_id_slot_key')
    await expect(asOwner(`update stakes set state = 'settled' where round_id = ${id}`)).rejects.toThrow('stakes_end')
    await asOwner(`update stakes set state = 'settled', win = 5, ended_seq = 2 where round_id = ${id}`)
    await asOwner(`update rounds set state = 'void', ended_at = now() where id = ${id}`)
    for (const run of Object.values(ROLES)) {
      await expect(run(`update stakes set win = 6 where round_id = ${id}`)).rejects.toThrow('ends once')
      await expect(run(`update rounds set state = 'open', ended_at = null where id = ${id}`)).rejects.toThrow('never')
      await expect(run(`delete from stakes where round_id = ${id}`)).rejects.toThrow(/ends once|permission denied/)
    }
  })
})
