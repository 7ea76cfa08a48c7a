import type { MissionBody, MissionsReply, OwnMission } from '@casino-club/shared'
import { expect } from 'vitest'
import { missionCounter } from '../../server/src/missions/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { type Cursor, countBehind, saveCursor } from '../../server/src/stream/index.ts'
import { readCursor } from '../../server/src/stream/stream.store.ts'
import { aName, newCommandId, type TestClub, type TestPlayer } from './club.ts'
import { eventually } from './eventually.ts'
import type { Json } from './requests.ts'

export const READER = 'consumer:missions'

/** A mission's body, of which only what matters to the test need be said. */
export const aBody = (changes: Partial<MissionBody> = {}): MissionBody => ({
  title: { en: 'Three plays', ko: '세 판' },
  description: { en: 'Play three times.', ko: '세 번 플레이하세요.' },
  counts: 'PLAYS',
  game: null,
  target: 3,
  rewards: [{ type: 'COIN', amount: 500 }],
  position: 1,
  enabled: true,
  ...changes,
})

/** Publishes what is said as the next version of a mission. */
export async function publish(club: TestClub, id: string, changes: Partial<MissionBody> = {}): Promise<void> {
  const token = await club.adminToken('operator')
  const { body: seen } = await club.get<{ revision: number }>(`/api/admin/missions/${id}`, token)
  const path = `/api/admin/missions/${id}`
  const drafted = await club.put<{ revision: number }>(
    `${path}/draft`,
    { seenRevision: seen.revision, body: aBody(changes) },
    token,
  )
  const body = { seenRevision: drafted.body.revision, reason: 'for a test' }
  const { status } = await club.post(`${path}/publish`, body, token)
  if (status !== 200) throw new Error(`the mission could not be published: ${status}`)
}

/** A mission of its own that is in force from now on; gives its id. */
export async function aMission(
  club: TestClub,
  changes: Partial<MissionBody> = {},
  period: 'daily' | 'weekly' = 'daily',
): Promise<string> {
  const id = aName('m-')
  const token = await club.adminToken('operator')
  const { status } = await club.post('/api/admin/missions', { id, period, body: aBody(changes) }, token)
  if (status !== 200) throw new Error(`the mission could not be written: ${status}`)
  await publish(club, id, changes)
  return id
}

const PATIENCE_MS = 60_000

/**
 * Counts all events up to now, a few at a time, where no worker does; `from` begins anew at a place. An event can be read
 * once no older transaction is running, in any database of the server: other tests may have one.
 */
export async function countAll({ core }: TestClub, { limit = 3, from }: { limit?: number; from?: Cursor } = {}) {
  const { pool, policy } = core
  const count = missionCounter(policy.zone)
  if (from) await saveCursor(pool, READER, from)
  const advance = async () => {
    const after = await readCursor(pool, READER)
    return inTransaction(pool, async (tx) => {
      const { taken, last } = await count(tx, after, limit)
      await saveCursor(tx, READER, last)
      return taken
    })
  }
  await eventually(async () => {
    while ((await advance()) > 0);
    expect(await countBehind(pool, READER)).toBe(0)
  }, PATIENCE_MS)
}

export async function ownMissions({ get }: TestClub, { accessToken }: TestPlayer): Promise<OwnMission[]> {
  return (await get<MissionsReply>('/api/missions', accessToken)).body.missions
}

export const ownMission = async (club: TestClub, player: TestPlayer, id: string): Promise<OwnMission | undefined> =>
  (await ownMissions(club, player)).find((mission) => mission.id === id)

export const claim = ({ post }: TestClub, { accessToken }: TestPlayer, id: string, body: object = {}) =>
  post<Json>(`/api/missions/${id}/claim`, { commandId: newCommandId(), ...body }, accessToken)
