import type { ServerMessages } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { unlockDue } from '../../server/src/achievements/index.ts'
import { BEGINNING } from '../../server/src/stream/index.ts'
import {
  ACHIEVEMENTS_PATH,
  anAchievement as achievementOf,
  anAchievementBody,
  claimAchievement,
  countAndUnlock,
  ownAchievement,
  publishAchievement,
} from '../support/achievements.ts'
import { aName, newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { merge } from '../support/merges.ts'
import { countAll, ownMissions } from '../support/missions.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

const TO_TOMORROW_MS = 20 * 3_600_000
// A Saturday noon in Seoul.
let nowMs = Date.UTC(2026, 10, 21, 3)
// Nobody counts or unlocks here but the tests.
const club = await openClub({ clock: { nowMs: () => nowMs }, env: { ROLE: 'game', JWT_EXPIRE_MINUTES: '1440' } })
beforeAll(() => countAll(club, { limit: 500 }))

/** An achievement that comes into force after all that has happened. */
const anAchievement = (...how: Parameters<typeof achievementOf> extends [unknown, ...infer How] ? How : never) => {
  nowMs += 10
  return achievementOf(club, ...how)
}

async function play(player: TestPlayer, times: number): Promise<void> {
  for (let time = 0; time < times; time++) expect((await spinHttp(club, player)).status).toBe(200)
}
const own = (player: TestPlayer, id: string) => ownAchievement(club, player, id)
const unlocksOf = ({ userId }: TestPlayer, id: string) =>
  club.sql('select seq from player_events where user_id = $1 and type = $2 and payload ->> $3 = $4', [
    ...[userId, 'achievement.unlocked', 'achievement', id],
  ])

describe('an achievement', () => {
  test('is unlocked by the club, once, and its player is told in his room', async () => {
    const id = await anAchievement()
    const player = await club.signUp()
    const notices: ServerMessages['notice'][] = []
    const room = await club.joinRoom(player.accessToken)
    room.onMessage('notice', (notice: ServerMessages['notice']) => notices.push(notice))
    await play(player, 1)
    await countAndUnlock(club)
    expect(await own(player, id)).toMatchObject({ status: 'open', progress: 1, target: 2, unlockedAt: null })
    await play(player, 2)
    await countAll(club, { limit: 500 })
    await Promise.all([unlockDue(club.core), unlockDue(club.core), unlockDue(club.core)])
    await countAndUnlock(club)
    expect(await own(player, id)).toMatchObject({ status: 'unlocked', progress: 2, began: '1970-01-01' })
    expect(await unlocksOf(player, id)).toHaveLength(1)
    await eventually(async () =>
      expect(notices).toContainEqual(expect.objectContaining({ kind: 'achievementUnlocked', achievement: id })),
    )
    await room.leave()
  })

  test('of an account that was made one with another, done before and looked at after it, is the other’s', async () => {
    const id = await anAchievement()
    const [from, into] = [await club.signUp(), await club.signUp()]
    await play(from, 2)
    await countAll(club, { limit: 500 })
    expect((await merge(club, await club.adminToken('operator'), from, into)).status).toBe(200)
    expect(await unlockDue(club.core)).toBeGreaterThan(0)
    expect(await unlockDue(club.core)).toBe(0)
    expect(await unlocksOf(from, id)).toEqual([])
    expect(await own(into, id)).toMatchObject({ status: 'unlocked' })
  })

  test('stays as it is when the same events come once more', async () => {
    const id = await anAchievement()
    const player = await club.signUp()
    await play(player, 3)
    await countAndUnlock(club)
    const before = await club.sql('select * from mission_progress order by user_id, mission, began')
    await countAll(club, { from: BEGINNING, limit: 11 })
    expect(await unlockDue(club.core)).toBe(0)
    expect(await club.sql('select * from mission_progress order by user_id, mission, began')).toEqual(before)
    // Counted anew from nothing, it is found to be unlocked.
    await club.sql('delete from mission_progress where user_id = $1', [player.userId])
    await countAll(club, { from: BEGINNING, limit: 500 })
    await countAndUnlock(club)
    expect(await unlocksOf(player, id)).toHaveLength(1)
  })

  test('is whole when all of its parts are unlocked', async () => {
    const parts = [await anAchievement({ target: 1 }), await anAchievement({ target: 3 })]
    const whole = await anAchievement({ counts: 'PARTS', parts, target: 2 })
    const player = await club.signUp()
    await play(player, 2)
    await countAndUnlock(club)
    expect(await own(player, whole)).toMatchObject({
      status: 'open',
      progress: 1,
      parts: [{ has: true }, { has: false }],
    })
    await play(player, 1)
    await countAndUnlock(club)
    expect(await own(player, whole)).toMatchObject({ status: 'unlocked', progress: 2 })
  })

  test('counts nothing before its player has what it requires', async () => {
    const first = await anAchievement({ target: 2 })
    const second = await anAchievement({ target: 2, requires: [first] })
    const player = await club.signUp()
    await play(player, 3)
    await countAndUnlock(club)
    expect(await own(player, second)).toMatchObject({
      status: 'open',
      progress: 0,
      requires: [{ id: first, has: true }],
    })
    expect(await own(await club.signUp(), second)).toMatchObject({ status: 'locked', requires: [{ has: false }] })
    await play(player, 2)
    await countAndUnlock(club)
    expect(await own(player, second)).toMatchObject({ status: 'unlocked' })
  })

  test('counts nothing after the end of its phase', async () => {
    const id = await anAchievement({ until: new Date(nowMs + 60_000).toISOString() })
    const player = await club.signUp()
    await play(player, 1)
    nowMs += 70_000
    await play(player, 3)
    await countAndUnlock(club)
    expect(await own(player, id)).toMatchObject({ status: 'open', progress: 1 })
  })

  test('of a day can be had again on the next one, and each is paid', async () => {
    const id = await anAchievement({ target: 1 }, 'daily')
    const player = await club.signUp()
    await play(player, 1)
    await countAndUnlock(club)
    nowMs += TO_TOMORROW_MS
    expect(await own(player, id)).toMatchObject({ status: 'open', progress: 0, began: '2026-11-22' })
    await play(player, 1)
    await countAndUnlock(club)
    const { coins } = await booksOf(club.sql, player.userId)
    expect((await claimAchievement(club, player, id)).body).toMatchObject({ began: '2026-11-22', coins: coins + 300 })
    expect((await claimAchievement(club, player, id, { began: '2026-11-21' })).body).toMatchObject({
      coins: coins + 600,
    })
    nowMs -= TO_TOMORROW_MS
  })

  test('that is hidden tells nothing before it is unlocked', async () => {
    const id = await anAchievement({ hidden: true, target: 1 })
    const player = await club.signUp()
    expect(await own(player, id)).toMatchObject({ hidden: true, title: null, rewards: null, target: null })
    await play(player, 1)
    await countAndUnlock(club)
    expect(await own(player, id)).toMatchObject({ hidden: false, title: { en: 'Two plays' }, status: 'unlocked' })
  })
})

describe('its rewards', () => {
  test('are paid once, however many ask, and to nobody else', async () => {
    const id = await anAchievement()
    const [player, other] = [await club.signUp(), await club.signUp()]
    await play(player, 2)
    expect(await claimAchievement(club, player, id)).toMatchObject(aProblem(409, 'ACHIEVEMENT_LOCKED'))
    await countAndUnlock(club)
    const before = await booksOf(club.sql, player.userId)
    const commandId = newCommandId()
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => claimAchievement(club, player, id)),
      ...Array.from({ length: 5 }, () => claimAchievement(club, player, id, { commandId })),
    ])
    expect(answers.filter(({ status, body }) => status === 200 && body.replayed !== true)).toHaveLength(1)
    expect(await claimAchievement(club, player, id)).toMatchObject(aProblem(409, 'ACHIEVEMENT_CLAIMED'))
    expect((await booksOf(club.sql, player.userId)).coins).toBe(before.coins + 300)
    expect(await claimAchievement(club, other, id)).toMatchObject(aProblem(409, 'ACHIEVEMENT_LOCKED'))
    expect(await claimAchievement(club, other, 'nothing')).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await claimAchievement(club, other, id, { userId: 1 })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await own(player, id)).toMatchObject({ status: 'claimed' })
  })

  test('draw nobody back from a pause', async () => {
    const id = await anAchievement({ target: 1 })
    const player = await club.signUp()
    await play(player, 1)
    await countAndUnlock(club)
    expect((await safely(club, player, 'pause', { hours: 24 })).status).toBe(200)
    expect(await claimAchievement(club, player, id)).toMatchObject(aProblem(403, 'PAUSED'))
  })
})

test('one’s own are found under the older name too, and nobody else’s', async () => {
  const [player, other] = [await club.signUp(), await club.signUp()]
  const { body } = await club.get('/api/achievements', player.accessToken)
  expect((await club.get(`/api/games/achievements/${player.userId}`, player.accessToken)).body).toEqual(body)
  const theirs = await club.get(`/api/games/achievements/${other.userId}`, player.accessToken)
  expect(theirs).toMatchObject(aProblem(403, 'FORBIDDEN'))
})

test('achievements are no missions, and missions no achievements', async () => {
  const id = await anAchievement({ target: 1 })
  const player = await club.signUp()
  expect((await ownMissions(club, player)).map((mission) => mission.id)).not.toContain(id)
  const token = await club.adminToken('operator')
  expect(await club.get(`/api/admin/missions/${id}`, token)).toMatchObject(aProblem(404, 'NOT_FOUND'))
})

test('they are drafted and published, each audited; what does not fit is refused', async () => {
  const token = await club.adminToken('operator')
  const id = aName('a-')
  const write = (body: object, period = 'ever') => club.post(ACHIEVEMENTS_PATH, { id, period, body }, token)
  for (const bad of [
    { counts: 'PARTS', parts: [], target: 1 },
    { counts: 'PARTS', parts: ['one-of-it'], target: 2 },
    { parts: ['one-of-it'] },
    { counts: 'PURCHASES', game: 'slot' },
    { userId: 1 },
  ]) {
    const answer = await write({ ...anAchievementBody(), ...bad })
    expect(answer).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  }
  expect((await write(anAchievementBody({ counts: 'PARTS', parts: ['nothing'], target: 1 }))).status).toBe(200)
  expect(await publishAchievement(club, id)).toMatchObject(aProblem(409, 'CONFLICT'))
  const draft = { seenRevision: 1, body: anAchievementBody({ requires: [await anAchievement({}, 'daily')] }) }
  expect((await club.put(`${ACHIEVEMENTS_PATH}/${id}/draft`, draft, token)).status).toBe(200)
  expect(await publishAchievement(club, id)).toMatchObject(aProblem(409, 'CONFLICT'))
  const good = { seenRevision: 2, body: anAchievementBody() }
  expect((await club.put(`${ACHIEVEMENTS_PATH}/${id}/draft`, good, token)).status).toBe(200)
  expect(await publishAchievement(club, id)).toMatchObject({ status: 200, body: { liveVersion: 1, unlocks: 0 } })
  const { body } = await club.get<{ action: string }[]>(`/api/admin/audit-logs?targetId=${id}&order=ASC`, token)
  const actions = ['create', 'draft', 'draft', 'publish'].map((what) => `achievements.${what}`)
  expect(body.map(({ action }) => action)).toEqual(actions)
})

test('the books agree with all of it', async () => {
  expect((await club.audit()).bad).toBeUndefined()
})

test('an achievement that waits for itself in a circle is not published', async () => {
  const token = await club.adminToken('operator')
  const first = await anAchievement()
  const second = await anAchievement({ requires: [first] })
  const third = await anAchievement({ counts: 'PARTS', parts: [second], target: 1 })
  const path = `${ACHIEVEMENTS_PATH}/${first}`
  for (const needed of [second, third]) {
    const { body } = await club.get<{ revision: number }>(path, token)
    const draft = { seenRevision: body.revision, body: anAchievementBody({ requires: [needed] }) }
    expect((await club.put(`${path}/draft`, draft, token)).status).toBe(200)
    expect(await publishAchievement(club, first)).toMatchObject(aProblem(409, 'CONFLICT'))
  }
  const player = await club.signUp()
  expect(await own(player, first)).toMatchObject({ status: 'open', requires: [] })
})
