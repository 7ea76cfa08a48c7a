import { beforeAll, describe, expect, test } from 'vitest'
import { newCommandId, openClub } from '../support/club.ts'
import { auditOf, cloneOf, tamper } from '../support/edits.ts'
import { type AcceptedSpin, giveCoins, spinHttp } from '../support/play.ts'
import { setLimit } from '../support/safe-play.ts'

const club = await openClub()

/** User 1 has spun and won, rotated, been corrected and spun again; user 2 has spun a little. */
const hero = { userId: 0, winSeq: 0, lastSeq: 0, commandId: '', neighbour: 0 }

beforeAll(async () => {
  const [player, neighbour] = [await club.signUp(), await club.signUp()]
  const spins: AcceptedSpin[] = []
  while (spins.length < 5 || !spins.some(({ win }) => win > 0)) spins.push((await spinHttp(club, player, 20)).body)
  await club.post('/api/fairness/rotate', { commandId: newCommandId() }, player.accessToken)
  await setLimit(club, player, 'stakeCoins.month', 100_000)
  await giveCoins(club, player.userId, 700)
  const last = (await spinHttp(club, player, 30)).body
  for (let spin = 0; spin < 5; spin++) await spinHttp(club, neighbour, 10)
  const won = spins.find(({ win }) => win > 0)
  hero.userId = player.userId
  hero.neighbour = neighbour.userId
  hero.winSeq = Number(won?.eventId.split('-')[1])
  hero.lastSeq = Number(last.eventId.split('-')[1])
  hero.commandId = won?.commandId ?? ''
  const report = await club.audit()
  expect(report).toMatchObject({ players: 2, events: hero.lastSeq + 6, plays: spins.length + 6, bad: undefined })
  for (const currency of ['coins', 'gems', 'tickets']) {
    const accounts = report.accounts.filter((account) => account.currency === currency)
    expect(accounts.reduce((sum, { balance }) => sum + Number(balance), 0)).toBe(0)
  }
  await club.stop()
})

interface Edit {
  readonly statement: string
  readonly values?: () => unknown[]
  readonly where: () => string
}

const line = (seq: number, number: number) => `ledger_entries user ${hero.userId} seq ${seq} line ${number}`
const event = (seq: number) => `player_events user ${hero.userId} seq ${seq}`
/** The rotation stands before the limit, that before the correction, and that before the last spin. */
const rotation = () => hero.lastSeq - 3
const AT_WIN = () => [hero.userId, hero.winSeq]
const onLine = (change: string) => `update ledger_entries set ${change} where user_id = $1 and seq = $2 and line = 1`
const onEvent = (change: string) => `update player_events set ${change} where user_id = $1 and seq = $2`
const onPlayer = (change: string) => `update players set ${change} where user_id = $1`
const WIN_PLUS_ONE = `payload = jsonb_set(payload::jsonb, '{win}', to_jsonb((payload ->> 'win')::bigint + 1))::json`

const edits: Record<string, Edit> = {
  'a ledger line’s amount': { statement: onLine('amount = amount + 1'), where: () => line(hero.winSeq, 1) },
  'a ledger line’s balance': {
    statement: onLine('balance_after = balance_after + 1'),
    where: () => line(hero.winSeq, 1),
  },
  'a ledger line’s hash': {
    statement: onLine(`hash = decode(repeat('ab', 32), 'hex')`),
    where: () => line(hero.winSeq, 1),
  },
  'a ledger line’s reason': { statement: onLine(`reason = 'slot.gift'`), where: () => line(hero.winSeq, 1) },
  'a ledger line’s account': {
    statement: onLine(`counter_account = 'house:welcome'`),
    where: () => line(hero.winSeq, 1),
  },
  'a ledger line’s time': {
    statement: onLine(`occurred_at = occurred_at - interval '1 ms'`),
    where: () => line(hero.winSeq, 1),
  },
  'a ledger line’s command id': {
    statement: onLine('command_id = gen_random_uuid()'),
    where: () => line(hero.winSeq, 1),
  },
  'a deleted ledger line': {
    statement: 'delete from ledger_entries where user_id = $1 and seq = $2 and line = 0',
    where: () => line(hero.winSeq, 1),
  },
  'a deleted last ledger line': {
    statement: 'delete from ledger_entries where user_id = $1 and seq = $2 and line = 1',
    where: () => event(hero.winSeq),
  },
  'a ledger line of no event': {
    statement: `insert into ledger_entries select user_id, 9999, line, currency, amount, balance_after, counter_account,
      reason, command_id, occurred_at, hash from ledger_entries where user_id = $1 and seq = $2 and line = 1`,
    where: () => line(9_999, 1),
  },
  'a deleted event': {
    statement: 'delete from player_events where user_id = $1 and seq = $2',
    where: () => line(hero.winSeq, 0),
  },
  'an event’s win': { statement: onEvent('win = win + 1'), where: () => event(hero.winSeq) },
  'a win in an event’s outcome': { statement: onEvent(WIN_PLUS_ONE), where: () => event(hero.winSeq) },
  'a win in both places': { statement: onEvent(`win = win + 1, ${WIN_PLUS_ONE}`), where: () => event(hero.winSeq) },
  'an event’s bet': { statement: onEvent('bet = bet + 1'), where: () => event(hero.winSeq) },
  'an event’s command id': { statement: onEvent('command_id = gen_random_uuid()'), where: () => event(hero.winSeq) },
  'white space in an event’s outcome': {
    statement: onEvent(`payload = (payload::text || ' ')::json`),
    where: () => line(hero.winSeq, 0),
  },
  'an event moved to another number': { statement: onEvent('seq = 9999'), where: () => line(hero.winSeq, 0) },
  'a player’s coins': {
    statement: onPlayer('coins = coins + 1'),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a player’s gems': {
    statement: onPlayer('gems = gems + 1'),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a player’s nonce': {
    statement: onPlayer('nonce = nonce + 1'),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a player’s run of wins': {
    statement: onPlayer(`state = '{"games":{"slot":{"streak":9}}}'`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a pity counter nobody earned': {
    statement: onPlayer(`state = jsonb_set(state::jsonb, '{games,gacha}', '{"pity":89}')::json`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'what was used of a day': {
    statement: onPlayer(`state = jsonb_set(state::jsonb, '{safe,usage,windows,0,2}', '1')::json`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'the loss of a month': {
    statement: onPlayer(`state = jsonb_set(state::jsonb, '{safe,usage,windows,2,3}', '9999')::json`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a window that was opened later': {
    statement: onPlayer(`state = jsonb_set(state::jsonb, '{safe,usage,windows,1,1}', '4')::json`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'the time of a session': {
    statement: onPlayer(`state = jsonb_set(state::jsonb, '{safe,usage,session,2}', '-1')::json`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a limit that was taken away': {
    statement: onPlayer(`state = (state::jsonb #- '{safe,restrictions,limits,stakeCoins.month}')::json`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'what a player decided, all of it': {
    statement: onPlayer(`state = (state::jsonb #- '{safe}')::json`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a pause nobody took': {
    statement: onPlayer(`state = jsonb_set(state::jsonb, '{safe,restrictions,pausedUntilMs}', '4000000000000')::json`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a pause as the admins see it': {
    statement: `update safe_play_players set paused_until = now() where user_id = $1`,
    values: () => [hero.userId],
    where: () => `safe_play_players user ${hero.userId}`,
  },
  'an item nobody won': {
    statement: `insert into inventory (user_id, item, quantity, updated_at) values ($1, 'crown', 1, now())`,
    values: () => [hero.userId],
    where: () => `inventory user ${hero.userId} crown`,
  },
  'an item entered beside an event that granted none': {
    statement: `insert into inventory_entries (user_id, seq, item, quantity, command_id, occurred_at)
      select user_id, seq, 'crown', 1, command_id, occurred_at from player_events where user_id = $1 and seq = $2`,
    where: () => event(hero.winSeq),
  },
  'an event’s type': { statement: onEvent(`type = 'wallet.corrected'`), where: () => event(hero.winSeq) },
  'an event’s schema version': { statement: onEvent('schema_version = 2'), where: () => event(hero.winSeq) },
  'the outcome of a rotation': {
    statement: `update player_events set payload = jsonb_set(payload::jsonb, '{revealed,plays}', '"many"')::json
      where user_id = $1 and type = 'fairness.rotated'`,
    values: () => [hero.userId],
    where: () => event(rotation()),
  },
  'a player’s version': {
    statement: onPlayer('version = version + 1'),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'the head of a player’s chain': {
    statement: onPlayer(`ledger_hash = decode(repeat('00', 32), 'hex')`),
    values: () => [hero.userId],
    where: () => `players user ${hero.userId}`,
  },
  'a deleted player': {
    statement: 'delete from players where user_id = $1',
    values: () => [hero.userId],
    where: () => event(1),
  },
  'a player without books': {
    statement: `insert into players select 9999, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at
      from players where user_id = $1`,
    values: () => [hero.userId],
    where: () => 'players user 9999',
  },
  'a deleted command id': {
    statement: 'delete from player_commands where user_id = $1 and command_id = $2',
    values: () => [hero.userId, hero.commandId],
    where: () => event(hero.winSeq),
  },
  'a command id of no event': {
    statement: `insert into player_commands select user_id, $2::uuid, seq, day, request_hash from player_commands
      where user_id = $1 and seq = 1`,
    values: () => [hero.userId, 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'],
    where: () => `player_commands user ${hero.userId} aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa`,
  },
  'a server seed': {
    statement: `update fairness_seeds set server_seed = decode(repeat('cd', 32), 'hex') where user_id = $1 and status = 'revealed'`,
    values: () => [hero.userId],
    where: () => event(2),
  },
  'an odds table': {
    statement: `update odds_tables set body = jsonb_set(body::jsonb, '{symbols,6,triple}', '201')::json where version = $1 and game = 'slot'`,
    values: () => [1],
    where: () => event(2),
  },
}

describe('the audit names what was changed behind the club’s back', () => {
  test.each(Object.entries(edits))('%s', async (name, { statement, values = AT_WIN, where }) => {
    const copy = await cloneOf(club.databaseUrl, name.replaceAll(/\W+/g, '_').slice(0, 24))
    await tamper(copy, statement, values())
    expect((await auditOf(copy)).bad).toEqual({ where: where(), why: expect.any(String) })
  })

  test('the last event of a player, taken away with its lines, its command and his balance', async () => {
    const copy = await cloneOf(club.databaseUrl, 'rollback')
    const at = [hero.userId, hero.lastSeq]
    for (const table of ['player_events', 'player_commands']) {
      await tamper(copy, `delete from ${table} where user_id = $1 and seq = $2`, at)
    }
    await tamper(copy, 'delete from ledger_entries where user_id = $1 and seq = $2 and line = 0', at)
    const { bad } = await auditOf(copy)
    expect(bad?.where).toMatch(`user ${hero.userId}`)
  })

  test('nothing, when nothing was changed', async () => {
    expect((await auditOf(await cloneOf(club.databaseUrl, 'as_it_was'))).bad).toBeUndefined()
  })
})
