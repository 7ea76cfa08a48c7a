import type { AdminContent, OwnContent, StagedContentBody, UnlocksReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aName, newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { aProblem, type Json } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'
import { publishTiers, someTiers } from '../support/vip.ts'

const club = await openClub()
const operator = await club.adminToken('operator')
const PATH = '/api/admin/contents'
await publishTiers(club, someTiers())

const aStage = (priceGems: number, tier: string | null = null): StagedContentBody['stages'][number] => ({
  ...{ title: { en: 'A stage', ko: '단계' }, picture: 'lantern', priceGems },
  conditions: { tier, xp: 0, mission: null },
})
const aBody = (changes: Partial<StagedContentBody> = {}): StagedContentBody => ({
  ...{ title: { en: 'A show', ko: '공연' }, description: { en: '', ko: '' }, rating: 'all' },
  ...{ position: 1, enabled: true, stages: [aStage(10), aStage(20), aStage(30, 'gold')] },
  ...changes,
})
async function aContent(changes: Partial<StagedContentBody> = {}): Promise<string> {
  const id = aName('c-')
  await club.put(`${PATH}/${id}/draft`, { seenRevision: null, body: aBody(changes) }, operator)
  const { status } = await club.post(`${PATH}/${id}/publish`, { seenRevision: 1, reason: 'for a test' }, operator)
  expect(status).toBe(200)
  return id
}
const unlock = ({ accessToken }: TestPlayer, content: string, stage: number, expectedGems: number, body: object = {}) =>
  club.post<Json>('/api/unlock', { commandId: newCommandId(), content, stage, expectedGems, ...body }, accessToken)
const seen = async ({ accessToken }: TestPlayer, id: string): Promise<OwnContent | undefined> =>
  (await club.get<UnlocksReply>('/api/unlock', accessToken)).body.contents.find((content) => content.id === id)
const gemsOf = async ({ userId }: TestPlayer) =>
  (await club.sql<{ gems: number }>('select gems from players where user_id = $1', [userId]))[0]?.gems

describe('a stage', () => {
  test('opens after those before it, for its price, and shows its picture', async () => {
    const [id, player] = [await aContent(), await club.signUp()]
    const before = Number(await gemsOf(player))
    expect(await unlock(player, id, 2, 20)).toMatchObject(aProblem(409, 'CONTENT_OUT_OF_ORDER'))
    expect((await unlock(player, id, 1, 10)).body).toMatchObject({ ok: true, priceGems: 10, gems: before - 10 })
    expect((await unlock(player, id, 2, 20)).status).toBe(200)
    expect(await seen(player, id)).toMatchObject({
      stage: 2,
      stages: [
        { unlocked: true, picture: 'lantern' },
        { unlocked: true, picture: 'lantern' },
        { unlocked: false, picture: null, closed: 'CONTENT_CONDITION_UNMET' },
      ],
    })
    expect(await gemsOf(player)).toBe(before - 30)
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('twice at once is paid once, and a repeat of the command answers the same', async () => {
    const [id, player] = [await aContent(), await club.signUp()]
    const before = Number(await gemsOf(player))
    const answers = await Promise.all([1, 2, 3, 4].map(() => unlock(player, id, 1, 10)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const commandId = newCommandId()
    const first = await unlock(player, id, 2, 20, { commandId })
    expect((await unlock(player, id, 2, 20, { commandId })).body).toEqual({ ...first.body, replayed: true })
    expect(await gemsOf(player)).toBe(before - 30)
  })

  test('asks for a tier where it says so', async () => {
    const [id, player] = [await aContent({ stages: [aStage(0, 'gold')] }), await club.signUp()]
    expect(await unlock(player, id, 1, 0)).toMatchObject(aProblem(409, 'CONTENT_CONDITION_UNMET'))
    const until = new Date(Date.now() + 86_400_000).toISOString()
    const set = { tier: 'gold', until, reason: 'for a test' }
    await club.post(`/api/admin/vip/players/${player.userId}/set`, set, operator)
    expect((await unlock(player, id, 1, 0)).body).toMatchObject({ ok: true, priceGems: 0 })
  })

  test('is not sold for another price than the one that was seen, nor without the gems', async () => {
    const [id, player] = [await aContent({ stages: [aStage(10), aStage(900_000)] }), await club.signUp()]
    expect((await unlock(player, id, 1, 9)).body).toMatchObject({ reason: 'PRICE_CHANGED' })
    await unlock(player, id, 1, 10)
    expect((await unlock(player, id, 2, 900_000)).body).toMatchObject({ reason: 'INSUFFICIENT_FUNDS' })
  })

  test('for adults is closed and untold before the age is proven', async () => {
    const [id, player] = [await aContent({ rating: 'adult' }), await club.signUp()]
    expect(await seen(player, id)).toMatchObject({ needsAge: true, stages: [] })
    expect(await unlock(player, id, 1, 10)).toMatchObject(aProblem(403, 'AGE_UNVERIFIED'))
    await club.sql('update users set age_verified_at = now() where id = $1', [player.userId])
    const adult = await club.signUp()
    await club.sql('update users set age_verified_at = now() where id = $1', [adult.userId])
    expect((await unlock(adult, id, 1, 10)).status).toBe(200)
    expect(await seen(adult, id)).toMatchObject({ needsAge: false, stage: 1 })
  })

  test('is his alone, and in his export', async () => {
    const [id, one, other] = [await aContent(), await club.signUp(), await club.signUp()]
    await unlock(one, id, 1, 10)
    expect(await seen(other, id)).toMatchObject({ stage: 0 })
    expect((await unlock(other, id, 2, 20, { userId: one.userId })).status).toBe(400)
    const { body } = await club.get<Json>('/api/users/export', one.accessToken)
    expect(body.unlocks).toMatchObject([{ content: `${id}-stage-1` }])
  })

  test('is offered to nobody who has excluded himself; what he has stays his', async () => {
    const [id, player] = [await aContent(), await club.signUp()]
    await unlock(player, id, 1, 10)
    await safely(club, player, 'exclusion', { months: 6 })
    expect((await seen(player, id))?.stages.map(({ stage }) => stage)).toEqual([1])
    expect((await unlock(player, id, 2, 20)).body).toMatchObject({ reason: 'SELF_EXCLUDED' })
  })
})

describe('a content', () => {
  test('is drafted, published, counted and audited; what was published never changes', async () => {
    const [id, player] = [await aContent(), await club.signUp()]
    await unlock(player, id, 1, 10)
    const { body } = await club.get<AdminContent[]>(PATH, operator)
    expect(body.find((content) => content.id === id)).toMatchObject({
      ...{ revision: 2, live: { version: 1 }, draft: null, unlocked: [1, 0, 0] },
    })
    const again = { seenRevision: null, body: aBody() }
    expect(await club.put(`${PATH}/${id}/draft`, again, operator)).toMatchObject(aProblem(409, 'CONFLICT'))
    const publish = { seenRevision: 2, reason: 'for a test' }
    expect(await club.post(`${PATH}/${id}/publish`, publish, operator)).toMatchObject({
      body: { reason: 'NOTHING_TO_CHANGE' },
    })
    const logs = await club.get<Json[]>(`/api/admin/audit-logs?targetId=${id}&order=ASC`, operator)
    expect(logs.body.map(({ action }) => action)).toEqual(['contents.draft', 'contents.publish'])
    for (const conditions of [{ tier: 'nobodys' }, { mission: 'no-such-mission' }]) {
      const closed = { ...aStage(10), conditions: { tier: null, xp: 0, mission: null, ...conditions } }
      const { revision } = (await club.get<AdminContent[]>(PATH, operator)).body.find((each) => each.id === id) ?? {}
      const draft = { seenRevision: revision, body: aBody({ stages: [closed] }) }
      expect((await club.put(`${PATH}/${id}/draft`, draft, operator)).status).toBe(200)
      const late = { seenRevision: Number(revision) + 1, reason: 'for a test' }
      expect(await club.post(`${PATH}/${id}/publish`, late, operator)).toMatchObject(aProblem(409, 'CONFLICT'))
    }
    const change = club.sql('update staged_content_versions set body = body where content = $1', [id])
    await expect(change).rejects.toThrow('never changes')
  })
})
