import type { AchievementBody, AchievementPeriod, OwnAchievement } from '@casino-club/shared'
import { unlockDue } from '../../server/src/achievements/index.ts'
import { aName, newCommandId, type TestClub, type TestPlayer } from './club.ts'
import { countAll } from './missions.ts'
import type { Json } from './requests.ts'

export const ACHIEVEMENTS_PATH = '/api/admin/achievements'

/** An achievement's body, of which only what matters to the test need be said. */
export const anAchievementBody = (changes: Partial<AchievementBody> = {}): AchievementBody => ({
  title: { en: 'Two plays', ko: '두 판' },
  description: { en: 'Play twice.', ko: '두 번 플레이하세요.' },
  ...{ counts: 'PLAYS', game: null, target: 2, rewards: [{ type: 'COIN', amount: 300 }], position: 1, enabled: true },
  ...{ hidden: false, requires: [], parts: [], until: null },
  ...changes,
})

export async function publishAchievement(club: TestClub, id: string) {
  const token = await club.adminToken('operator')
  const { body: seen } = await club.get<{ revision: number }>(`${ACHIEVEMENTS_PATH}/${id}`, token)
  const body = { seenRevision: seen.revision, reason: 'for a test' }
  return club.post<Json>(`${ACHIEVEMENTS_PATH}/${id}/publish`, body, token)
}

/** An achievement of its own that is in force from now on; gives its id. */
export async function anAchievement(
  club: TestClub,
  changes: Partial<AchievementBody> = {},
  period: AchievementPeriod = 'ever',
): Promise<string> {
  const id = aName('a-')
  const written = { id, period, body: anAchievementBody(changes) }
  const { status } = await club.post(ACHIEVEMENTS_PATH, written, await club.adminToken('operator'))
  if (status !== 200) throw new Error(`the achievement could not be written: ${status}`)
  const published = await publishAchievement(club, id)
  if (published.status !== 200) throw new Error(`the achievement could not be published: ${published.status}`)
  return id
}

/** Counts all events and unlocks what they come to, also what that completes in its turn. */
export async function countAndUnlock(club: TestClub): Promise<void> {
  do await countAll(club, { limit: 500 })
  while ((await unlockDue(club.core)) > 0)
}

export async function ownAchievement(
  { get }: TestClub,
  { accessToken }: Pick<TestPlayer, 'accessToken'>,
  id: string,
): Promise<OwnAchievement | undefined> {
  const { body } = await get<{ achievements: OwnAchievement[] }>('/api/achievements', accessToken)
  return body.achievements.find((achievement) => achievement.id === id)
}

export const claimAchievement = ({ post }: TestClub, player: TestPlayer, id: string, body: object = {}) =>
  post<Json>(`/api/achievements/${id}/claim`, { commandId: newCommandId(), ...body }, player.accessToken)
