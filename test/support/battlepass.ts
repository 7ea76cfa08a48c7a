import type { OwnPass, PassBody, PassStatus } from '@casino-club/shared'
import { expect } from 'vitest'
import { PASS_READER, PassReader } from '../../server/src/battlepass/pass-reader.ts'
import { type Cursor, countBehind, readCursor, saveCursor } from '../../server/src/stream/index.ts'
import { aName, newCommandId, type TestClub, type TestPlayer } from './club.ts'
import { eventually } from './eventually.ts'
import type { Json } from './requests.ts'

const DAY_MS = 86_400_000
const PATIENCE_MS = 60_000
export const PASS_PATH = '/api/admin/battle-pass'

/** A season that begins two minutes from then; of three levels, the last one out of reach within a day. */
export const aSeasonBody = (nowMs: number, changes: Partial<PassBody> = {}): PassBody => ({
  title: { en: 'Autumn', ko: '가을' },
  startsAt: new Date(nowMs + 120_000).toISOString(),
  endsAt: new Date(nowMs + 120_000 + 20 * DAY_MS).toISOString(),
  levels: [
    { xp: 40, free: [{ type: 'COIN', amount: 100 }], paid: [{ type: 'GEM', amount: 10 }] },
    { xp: 80, free: [{ type: 'ITEM', item: 'streak-shield', quantity: 1 }], paid: [{ type: 'COIN', amount: 1_000 }] },
    { xp: 130, free: [], paid: [{ type: 'GEM', amount: 20 }] },
    { xp: 5_000, free: [{ type: 'COIN', amount: 5_000 }], paid: [] },
  ],
  xp: { play: 20, playADay: 100, mission: 50, streakDay: 30 },
  priceGems: 150,
  coupon: { xp: 45, days: 3 },
  ...changes,
})

/** Writes a season; gives its id. */
export async function writeSeason(club: TestClub, body: PassBody, id = aName('s-')): Promise<string> {
  const { status } = await club.post(PASS_PATH, { id, body }, await club.adminToken('operator'))
  if (status !== 200) throw new Error(`the season could not be written: ${status}`)
  return id
}

/** Publishes the draft of a season. */
export async function publishSeason(club: TestClub, id: string) {
  const token = await club.adminToken('operator')
  const { body: seen } = await club.get<{ revision: number }>(`${PASS_PATH}/${id}`, token)
  return club.post<Json>(`${PASS_PATH}/${id}/publish`, { seenRevision: seen.revision, reason: 'for a test' }, token)
}

/** A season in force that begins in two minutes; gives its id. */
export async function aSeason(club: TestClub, changes: Partial<PassBody> = {}): Promise<string> {
  const id = await writeSeason(club, aSeasonBody(club.core.clock.nowMs(), changes))
  const { status } = await publishSeason(club, id)
  if (status !== 200) throw new Error(`the season could not be published: ${status}`)
  return id
}

export const aPassReader = (club: TestClub, mirror = { tell: async (_: unknown) => undefined as undefined }) =>
  new PassReader({ ...club.core, mirror })

/** Counts all events up to now, a few at a time; `from` begins anew at a place. */
export async function countPasses(
  club: TestClub,
  { limit = 7, from, reader = aPassReader(club) }: { limit?: number; from?: Cursor; reader?: PassReader } = {},
): Promise<void> {
  const { pool } = club.core
  if (from) await saveCursor(pool, PASS_READER, from)
  await eventually(async () => {
    while ((await reader.advance(await readCursor(pool, PASS_READER), limit)).taken > 0);
    expect(await countBehind(pool, PASS_READER)).toBe(0)
  }, PATIENCE_MS)
}

type Door = Pick<TestPlayer, 'accessToken'>

export const statusOf = async ({ get }: TestClub, { accessToken }: Door): Promise<PassStatus> =>
  (await get<PassStatus>('/api/battlepass/status', accessToken)).body

export async function passOf(club: TestClub, player: Door): Promise<OwnPass> {
  const { pass } = await statusOf(club, player)
  if (pass === null) throw new Error('no season has begun')
  return pass
}

/** Asks for something under `/api/battlepass`; a command id is made unless the body has one. */
export const onPass = ({ post }: TestClub, { accessToken }: Door, path: string, body: object = {}) =>
  post<Json>(`/api/battlepass/${path}`, { commandId: newCommandId(), ...body }, accessToken)
