import { MAX_AMOUNT, type Reward } from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aMerge, merge, previewMerge, sendMerge } from '../support/merges.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely, setLimit, usedOf } from '../support/safe-play.ts'

const club = await openClub()
const [operator, support] = [await club.adminToken('operator'), await club.adminToken('support')]

let from: TestPlayer
let into: TestPlayer
beforeEach(async () => {
  from = await club.signUp()
  into = await club.signUp()
})

const EVERYTHING: Reward[] = [
  { type: 'GEM', amount: 5 },
  { type: 'XP', amount: 40 },
  { type: 'ITEM', item: 'streak-shield', quantity: 3 },
  { type: 'ITEM', item: 'ticket-booklet', quantity: 2 },
  { type: 'CONTENT_UNLOCK', content: 'gold-room' },
]
const grant = ({ userId }: TestPlayer, rewards: Reward[]) =>
  club.post('/api/rewards', { commandId: newCommandId(), userId, rewards, reason: 'for a test', note: '' }, operator)

/** Everything a merge may touch, of one account. */
async function all({ userId }: TestPlayer) {
  const [rest] = await club.sql<{ items: unknown[][]; sessions: number }>(
    `select (select count(*) from admin_audit_logs where action = 'players.merge' and target_id = $2) as audited,
       (select coalesce(json_agg(json_build_array(item, expires_at, quantity) order by item, expires_at), '[]')
        from inventory where user_id = $1 and quantity > 0) as items,
       (select count(*) from sessions where user_id = $1 and revoked_at is null) as sessions,
       (select coalesce(json_agg(content order by content), '[]') from content_unlocks where user_id = $1) as contents,
       (select count(*) from account_merges where $1 in (from_user_id, into_user_id)) as merges`,
    [userId, `${userId}`],
  )
  return { ...(await booksOf(club.sql, userId)), ...rest, items: rest?.items ?? [] }
}

describe('a merge', () => {
  test('moves balances, stocks with their end, experience and content, closes the account, and is audited', async () => {
    await grant(from, EVERYTHING)
    await grant(into, [
      { type: 'XP', amount: 2 },
      { type: 'ITEM', item: 'streak-shield', quantity: 1 },
    ])
    const before = { from: await all(from), into: await all(into) }
    const answer = await merge(club, operator, from, into)
    expect(answer).toMatchObject({
      status: 200,
      body: {
        dryRun: false,
        merge: {
          from: { id: from.userId, siteId: from.siteId },
          into: { id: into.userId, siteId: into.siteId },
          moved: { coins: 10_000, gems: 105, tickets: 3, xp: 40, contents: ['gold-room'] },
          sessions: 1,
          reason: 'one person, two accounts',
        },
      },
    })
    const after = { from: await all(from), into: await all(into) }
    expect(after.from).toMatchObject({
      coins: 0,
      gems: 0,
      tickets: 0,
      version: before.from.version + 1,
      items: [],
      sessions: 0,
      audited: 1,
      merges: 1,
    })
    expect(after.into).toMatchObject({
      coins: 20_000,
      gems: 205,
      tickets: 6,
      version: before.into.version + 1,
      contents: ['gold-room'],
      sessions: 1,
      audited: 1,
    })
    // The stock that never ends joined the one that was there; the other kept its end.
    const shields = [['streak-shield', 'infinity', 4]]
    const booklets = before.from.items.filter(([item]) => item === 'ticket-booklet')
    expect(after.into.items).toEqual([...shields, ...booklets])
    const [row] = await club.sql(`select state ->> 'xp' as xp from players where user_id = $1`, [into.userId])
    expect(row).toEqual({ xp: '42' })
    const lines = await club.sql(
      `select user_id, currency, amount from ledger_entries where counter_account = 'house:merge' and user_id = any($1)
       order by user_id, line`,
      [[from.userId, into.userId]],
    )
    expect(lines.map(({ amount }) => amount)).toEqual([-10_000, -105, -3, 10_000, 105, 3])
    const log = await club.get(`/api/admin/audit-logs?targetId=${into.userId}&action=players.merge`, operator)
    expect(log.body).toMatchObject([
      {
        reason: 'one person, two accounts',
        before: { from: { coins: 10_000, gems: 105, xp: 40 }, into: { coins: 10_000, xp: 2 } },
        after: {
          ...{ from: { coins: 0, mergedInto: into.userId }, into: { coins: 20_000, xp: 42 }, sessions: 1 },
          earned: { friendReward: null, passes: [], achievements: 0, tier: null },
        },
      },
    ])
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('as a dry run tells exactly what would move and changes nothing', async () => {
    await grant(from, EVERYTHING)
    const before = [await all(from), await all(into)]
    const { status, body } = await previewMerge(club, operator, from, into)
    expect([status, body.dryRun, body.refusals]).toEqual([200, true, []])
    expect(body).toMatchObject({
      into: { id: into.userId, before: { coins: 10_000, xp: 0 }, after: { coins: 20_000, gems: 205, xp: 40 } },
      from: { id: from.userId, before: { gems: 105 }, after: { coins: 0, gems: 0, tickets: 0, xp: 0 } },
      sessions: 1,
    })
    expect([await all(from), await all(into)]).toEqual(before)
    const made = await merge(club, operator, from, into)
    expect(made.body.merge.moved).toEqual(body.moved)
  })

  test('again under its command id answers the same and changes nothing', async () => {
    const body = await aMerge(club, operator, from, into)
    const first = await sendMerge(club, operator, into, body)
    const before = [await all(from), await all(into)]
    expect((await sendMerge(club, operator, into, body)).body).toEqual({ ...first.body, replayed: true })
    await spinHttp(club, into)
    expect((await sendMerge(club, operator, into, body)).body).toEqual({ ...first.body, replayed: true })
    expect(await all(from)).toEqual(before[0])
    const changed = { ...body, reason: 'another reason' }
    expect(await sendMerge(club, operator, into, changed)).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
  })

  test('under the command id of another merge is refused and changes nothing', async () => {
    const [third, fourth] = [await club.signUp(), await club.signUp()]
    const body = await aMerge(club, operator, from, into)
    await sendMerge(club, operator, into, body)
    const before = [await all(third), await all(fourth)]
    const other = await aMerge(club, operator, third, fourth, { commandId: body.commandId })
    expect(await sendMerge(club, operator, fourth, other)).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
    expect([await all(third), await all(fourth)]).toEqual(before)
    expect((await club.get('/api/users/profile', third.accessToken)).status).toBe(200)
  })

  test('of an account with nothing closes it all the same', async () => {
    await merge(club, operator, from, await club.signUp())
    const empty = await club.signUp()
    await merge(club, operator, empty, into)
    expect(await all(empty)).toMatchObject({ coins: 0, sessions: 0, merges: 1 })
  })

  test('goes on to a third account, which gets what both had', async () => {
    const third = await club.signUp()
    await merge(club, operator, from, into)
    await merge(club, operator, into, third)
    expect(await all(third)).toMatchObject({ coins: 30_000, gems: 300, tickets: 9 })
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('takes what was used of the limits along', async () => {
    await setLimit(club, into, 'stakeCoins.day', 100)
    await spinHttp(club, from, 70)
    await spinHttp(club, into, 20)
    expect((await merge(club, operator, from, into)).status).toBe(200)
    expect(await usedOf(club, into, 'stakeCoins.day')).toBe(90)
    expect(await spinHttp(club, into, 20)).toMatchObject(aProblem(403, 'STAKE_LIMIT'))
    expect((await spinHttp(club, into, 10)).status).toBe(200)
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('is shown at once to the one who stays, and puts the other out of his room', async () => {
    const [stays, goes] = [await club.joinRoom(into.accessToken), await club.joinRoom(from.accessToken)]
    goes.reconnection.enabled = false
    const notices: unknown[] = []
    stays.onMessage('notice', (notice) => notices.push(notice))
    const left = new Promise<number>((resolve) => goes.onLeave((code) => resolve(code)))
    await merge(club, operator, from, into)
    expect(await left).toBe(4101)
    await eventually(() => {
      expect(stays.state.coins).toBe(20_000)
      expect(notices).toEqual([{ kind: 'accountMerged', coins: 10_000, gems: 100, tickets: 3, items: 0 }])
    })
  })
})

describe('a merge is refused and changes nothing', () => {
  const cases: Record<string, readonly [status: number, reason: string, prepare: () => Promise<unknown>]> = {
    'an account that is banned': [403, 'BANNED', () => ban(from)],
    'an account into one that is banned': [403, 'BANNED', () => ban(into)],
    'an account that is to be deleted': [409, 'DELETION_PENDING', () => leave(from)],
    'an account into one that is to be deleted': [409, 'DELETION_PENDING', () => leave(into)],
    'an account that was erased': [404, 'NOT_FOUND', () => erase(from)],
    'an account into one that was erased': [404, 'NOT_FOUND', () => erase(into)],
    'an account with an open stake': [409, 'STAKE_OPEN', () => enterLottery(from)],
    'an account into one with an open stake': [409, 'STAKE_OPEN', () => enterLottery(into)],
    'an account whose player is excluded': [403, 'SELF_EXCLUDED', () => safely(club, from, 'exclusion', { months: 6 })],
    'an account whose player takes a pause': [403, 'PAUSED', () => safely(club, from, 'pause', { hours: 24 })],
    'an account with a stricter limit': [409, 'MERGE_LOOSENS', () => setLimit(club, from, 'lossCoins.week', 500)],
    'more than can be counted': [409, 'BALANCE_LIMIT', () => grant(into, [{ type: 'GEM', amount: MAX_AMOUNT - 150 }])],
    'more of an item than can be counted': [409, 'ITEM_LIMIT', () => tooManyItems(from)],
    'an account that was merged before': [409, 'ACCOUNT_MERGED', () => mergeAway(from)],
    'an account into one that was merged away': [409, 'ACCOUNT_MERGED', () => mergeAway(into)],
  }
  const ban = ({ userId }: TestPlayer) =>
    club.post(`/api/admin/players/${userId}/ban`, { reason: 'for a test', until: null }, operator)
  const leave = ({ accessToken, password }: TestPlayer) =>
    club.send('DELETE', '/api/users/me', {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ password }),
    })
  const erase = ({ userId }: TestPlayer) =>
    club.sql('update users set deletion_requested_at = now(), deleted_at = now() where id = $1', [userId])
  const enterLottery = async (player: TestPlayer) => {
    await club.core.lottery.work()
    const body = { commandId: newCommandId(), numbers: [1, 2, 3, 4, 5] }
    const { status } = await club.post('/api/games/lottery/enter', body, player.accessToken)
    expect(status).toBe(200)
  }
  const tooManyItems = async (player: TestPlayer) => {
    for (let times = 0; times < 2; times++) {
      await grant(player, [{ type: 'ITEM', item: 'streak-shield', quantity: 1_000_000 }])
    }
    await club.sql(`update inventory set quantity = 2147483648 where user_id = $1`, [player.userId])
  }
  const mergeAway = async (player: TestPlayer) => {
    await merge(club, operator, player, await club.signUp())
  }

  test.each(Object.entries(cases))('of %s', async (_, [status, reason, prepare]) => {
    await prepare()
    const before = [await all(from), await all(into)]
    const preview = await previewMerge(club, operator, from, into)
    expect(preview.body.refusals.map((refusal) => refusal.reason)).toContain(reason)
    expect(await merge(club, operator, from, into)).toMatchObject(aProblem(status, reason as never))
    expect([await all(from), await all(into)]).toEqual(before)
    // Only what was made for this test by hand.
    if (reason === 'ITEM_LIMIT')
      await club.sql('update inventory set quantity = 2000000 where user_id = $1', [from.userId])
  })

  test('of an account with itself, with nobody, or of nobody', async () => {
    const body = await aMerge(club, operator, from, into)
    const self = { ...body, fromUserId: into.userId }
    expect(await sendMerge(club, operator, into, self)).toMatchObject(aProblem(422, 'SAME_ACCOUNT'))
    const nobody = { ...body, fromUserId: 999_999 }
    expect(await sendMerge(club, operator, into, nobody)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await sendMerge(club, operator, { userId: 999_999 }, body)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test.each(['expectedVersion', 'expectedFromVersion'])('against a version that is past: %s', async (name) => {
    const before = [await all(from), await all(into)]
    for (const version of [0, 2, 99]) {
      const changes = { [name]: version }
      const preview = await previewMerge(club, operator, from, into, changes)
      expect(preview.body.refusals).toMatchObject([{ reason: 'CONFLICT' }])
      expect(await merge(club, operator, from, into, changes)).toMatchObject(aProblem(409, 'CONFLICT'))
    }
    expect([await all(from), await all(into)]).toEqual(before)
  })

  test('to who has no right to it, and without a fresh proof', async () => {
    const before = [await all(from), await all(into)]
    expect(await previewMerge(club, support, from, into)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    const body = await aMerge(club, operator, from, into)
    expect(await sendMerge(club, support, into, body)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect(await sendMerge(club, from.accessToken, into, body)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    const stale = await club.adminToken('operator')
    await club.sql(`update sessions set proven_at = now() - interval '1 day' where admin_id is not null`)
    expect((await previewMerge(club, stale, from, into)).status).toBe(200)
    expect(await sendMerge(club, stale, into, body)).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    await club.sql('update sessions set proven_at = now() where admin_id is not null')
    expect([await all(from), await all(into)]).toEqual(before)
  })

  const malformed: Record<string, object> = {
    'no word on whether it is meant': { dryRun: undefined },
    'a text for whether it is meant': { dryRun: 'false' },
    'no reason': { reason: undefined },
    'hardly a reason': { reason: 'ok' },
    'no version': { expectedVersion: undefined },
    'no version of the other': { expectedFromVersion: undefined },
    'a version that is a text': { expectedVersion: '1' },
    'no command id': { commandId: undefined },
    'a command id that is none': { commandId: 'x' },
    'an account that is a text': { fromUserId: '2' },
    'an account that cannot be': { fromUserId: 0 },
    'a field too many': { sessions: 3 },
  }
  test.each(Object.entries(malformed))('with %s', async (_, change) => {
    const before = [await all(from), await all(into)]
    const body = await aMerge(club, operator, from, into, change)
    expect(await sendMerge(club, operator, into, body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect([await all(from), await all(into)]).toEqual(before)
  })
})
