import type { AdminMissionDetail, MissionBody } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { findMissionItems } from '../../server/src/missions/index.ts'
import { anAchievement as achievementOf, anAchievementBody, publishAchievement } from '../support/achievements.ts'
import { aName, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aBody, claim, aMission as missionOf, ownMission, publish, READER } from '../support/missions.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem, type Json } from '../support/requests.ts'

// A whole club, with a worker that counts.
const club = await openClub()
const operator = await club.adminToken('operator')
const PATH = '/api/admin/missions'
const PATIENCE_MS = 30_000

const write = (id: string, body: object = aBody()) => club.post<Json>(PATH, { id, period: 'daily', body }, operator)
const read = async (id: string) => (await club.get<AdminMissionDetail>(`${PATH}/${id}`, operator)).body
const actionsOn = async (id: string) =>
  (
    await club.get<{ action: string; reason: string | null }[]>(
      `/api/admin/audit-logs?targetId=${id}&order=ASC`,
      operator,
    )
  ).body.map(({ action }) => action)

describe('a mission', () => {
  test('is drafted, corrected, published and drafted anew, each audited', async () => {
    const id = aName('m-')
    expect(await write(id)).toMatchObject({ status: 200, body: { revision: 1, liveVersion: null, draftVersion: 1 } })
    const player = await club.signUp()
    expect(await ownMission(club, player, id)).toBeUndefined()
    await publish(club, id, { target: 7 })
    expect(await read(id)).toMatchObject({ liveVersion: 1, draftVersion: null, body: { target: 7 } })
    expect(await ownMission(club, player, id)).toMatchObject({ target: 7, version: 1 })
    const draft = { seenRevision: (await read(id)).revision, body: aBody({ target: 8 }) }
    expect((await club.put(`${PATH}/${id}/draft`, draft, operator)).status).toBe(200)
    expect(await read(id)).toMatchObject({ liveVersion: 1, draftVersion: 2, body: { target: 7 } })
    expect(await ownMission(club, player, id)).toMatchObject({ target: 7, version: 1 })
    expect(await actionsOn(id)).toEqual(['missions.create', 'missions.draft', 'missions.publish', 'missions.draft'])
  })

  test('that was published never changes, whoever writes', async () => {
    const id = await missionOf(club)
    const change = club.sql(`update mission_versions set body = body where mission = $1`, [id])
    await expect(change).rejects.toThrow('never changes')
  })

  test('changed by two at once is changed by one', async () => {
    const id = aName('m-')
    await write(id)
    const bodies = [aBody({ target: 4 }), aBody({ target: 5 })]
    const answers = await Promise.all(
      bodies.map((body) => club.put(`${PATH}/${id}/draft`, { seenRevision: 1, body }, operator)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await read(id)).revision).toBe(2)
    expect(await club.post(`${PATH}/${id}/publish`, { seenRevision: 1, reason: 'too late' }, operator)).toMatchObject(
      aProblem(409, 'CONFLICT'),
    )
    expect(await write(id)).toMatchObject(aProblem(409, 'CONFLICT'))
  })

  test('without a draft cannot be published, and none pays what there is not', async () => {
    const id = await missionOf(club)
    const { revision } = await read(id)
    const body = { seenRevision: revision, reason: 'once more' }
    expect(await club.post(`${PATH}/${id}/publish`, body, operator)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    const broken = aName('m-')
    await write(broken, aBody({ rewards: [{ type: 'ITEM', item: 'no-such-thing', quantity: 1 }] }))
    const order = { seenRevision: 1, reason: 'for a test' }
    expect(await club.post(`${PATH}/${broken}/publish`, order, operator)).toMatchObject({
      body: { reason: 'ITEM_UNKNOWN' },
    })
    expect(await read(broken)).toMatchObject({ liveVersion: null, revision: 1 })
  })

  test('keeps the items that it pays from being taken out of the catalogue', async () => {
    await missionOf(club, { rewards: [{ type: 'ITEM', item: 'coin-pouch', quantity: 1 }] })
    const { body: item } = await club.get<Json>('/api/admin/items/coin-pouch', operator)
    const { id, version, createdAt, updatedAt, ...fields } = item
    const change = { ...fields, active: false, seenVersion: version }
    expect(await club.put(`/api/admin/items/${id}`, change, operator)).toMatchObject({
      body: { reason: 'ITEM_IN_USE' },
    })
  })

  test('keeps the items of a version that was in force while one of its windows may be open, an achievement for ever', async () => {
    const id = await missionOf(club, { rewards: [{ type: 'ITEM', item: 'lucky-charm', quantity: 1 }] })
    await publish(club, id, { enabled: false })
    const achieved = await achievementOf(club, { rewards: [{ type: 'ITEM', item: 'golden-crown', quantity: 1 }] })
    const path = `/api/admin/achievements/${achieved}`
    const { body: seen } = await club.get<Json>(path, operator)
    await club.put(`${path}/draft`, { seenRevision: seen.revision, body: anAchievementBody() }, operator)
    expect((await publishAchievement(club, achieved)).status).toBe(200)
    const items = (inDays: number) => findMissionItems(club.core.pool, Date.now() + inDays * 86_400_000)
    expect(await items(7)).toEqual(expect.arrayContaining(['lucky-charm', 'golden-crown']))
    expect(await items(9)).toContain('golden-crown')
    expect(await items(9)).not.toContain('lucky-charm')
  })

  test.each<[string, Partial<Record<keyof MissionBody, unknown>> & { extra?: unknown }]>([
    ['a target of nothing', { target: 0 }],
    ['a negative target', { target: -3 }],
    ['a fraction', { target: 1.5 }],
    ['a game nobody plays', { game: 'chess' }],
    ['a game where none is counted', { counts: 'PURCHASES', game: 'slot' }],
    ['something nobody counts', { counts: 'LOSSES' }],
    ['no reward', { rewards: [] }],
    ['a negative reward', { rewards: [{ type: 'COIN', amount: -5 }] }],
    ['no title', { title: { en: '', ko: '제목' } }],
    ['a field nobody knows', { extra: true }],
  ])('is refused with %s', async (_, changes) => {
    const id = aName('m-')
    expect(await write(id, { ...aBody(), ...changes } as object)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await club.get(`${PATH}/${id}`, operator)).status).toBe(404)
  })
})

test('a worker counts what is played, tells the player’s rooms, and says how far behind it is', async () => {
  const id = await missionOf(club, { game: 'slot', target: 2 })
  const player = await club.signUp()
  const room = await club.joinRoom(player.accessToken)
  const notices: unknown[] = []
  room.onMessage('notice', (notice) => notices.push(notice))
  await spinHttp(club, player)
  await spinHttp(club, player)
  await eventually(() => expect(notices).toContainEqual(expect.objectContaining({ mission: id })), PATIENCE_MS)
  expect(notices).toContainEqual({ kind: 'missionDone', mission: id, title: aBody().title })
  expect(await claim(club, player, id)).toMatchObject({ status: 200, body: { rewards: aBody().rewards } })
  expect((await read(id)).windows).toMatchObject([{ players: 1, done: 1, claimed: 1 }])
  const list = await club.get<{ id: string }[]>(`${PATH}?period=daily&perPage=200`, operator)
  expect(list.body.map((mission) => mission.id)).toContain(id)
  const metrics = await (await fetch(`${club.httpUrl}/metrics`)).text()
  expect(metrics).toContain(READER)
})
