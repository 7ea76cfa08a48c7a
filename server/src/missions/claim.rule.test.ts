import { refuse } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aPlayer, NOON_MS } from '../player/player.fixture.ts'
import { type Claimable, type ClaimPayload, type ClaimRefusal, claimRule } from './claim.rule.ts'

const catalogue = {
  find: (id: string) => ({ active: id === 'crown' }),
  expiryOf: () => undefined,
  refuseGrants: async () => undefined,
}

const aMission = (changes: Partial<Claimable> = {}): Claimable => ({
  mission: 'ten-plays',
  version: 2,
  body: {
    target: 10,
    rewards: [
      { type: 'COIN', amount: 50 },
      { type: 'XP', amount: 5 },
    ],
  },
  began: '2026-01-02',
  endsAtMs: NOON_MS + 1,
  done: true,
  claimed: false,
  ...changes,
})

interface Case {
  readonly mission?: Claimable
  readonly payload?: ClaimPayload
  readonly player?: ReturnType<typeof aPlayer>
}

const draw = () => {
  throw new Error('a claim draws nothing')
}
const claim = ({ mission = aMission(), payload = { mission: 'ten-plays' }, player = aPlayer() }: Case) =>
  claimRule(mission, { catalogue }).decide({ player, payload, nowMs: NOON_MS, draw })

const closed = (restrictions: object) => aPlayer({ state: { games: {}, safe: { restrictions } as never } })
const pays = (reward: object) => aMission({ body: { target: 10, rewards: [reward as never] } })

const refusals = {
  PAUSED: { player: closed({ pausedUntilMs: NOON_MS + 1, exclusion: null }) },
  SELF_EXCLUDED: { player: closed({ pausedUntilMs: null, exclusion: { untilMs: null } }) },
  MISSION_OVER: { mission: aMission({ endsAtMs: NOON_MS }) },
  MISSION_CLAIMED: { mission: aMission({ claimed: true }) },
  MISSION_UNFINISHED: { mission: aMission({ done: false }) },
  ITEM_UNKNOWN: { mission: pays({ type: 'ITEM', item: 'melted', quantity: 1 }) },
  BALANCE_LIMIT: { mission: pays({ type: 'COIN', amount: Number.MAX_SAFE_INTEGER }) },
} satisfies Record<ClaimRefusal, Case>

describe('a claim', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, given) => {
    expect(claim(given)).toMatchObject({ ok: false, reason })
  })

  test('of another window than the open one comes too late', () => {
    expect(claim({ payload: { mission: 'ten-plays', began: '2026-01-01' } })).toEqual(
      refuse('MISSION_OVER', 'the window of this mission is over'),
    )
  })

  test('pays everything at once, and says of which version and window', () => {
    const decided = claim({ payload: { mission: 'ten-plays', began: '2026-01-02' } })
    if (!decided.ok) throw new Error(decided.reason)
    expect(decided.value).toMatchObject({
      event: { type: 'mission.claimed' },
      postings: [{ currency: 'coins', amount: 50, counterAccount: 'house:missions' }, { amount: 0 }, { amount: 0 }],
      state: { xp: 5 },
    })
    expect(decided.value.outcome(aPlayer().balances)).toMatchObject({
      ...{ mission: 'ten-plays', version: 2, began: '2026-01-02', target: 10 },
      ...{ coins: 10_050, xp: 5, xpGained: 5 },
    })
  })
})
