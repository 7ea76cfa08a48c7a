import { describe, expect, test } from 'vitest'
import { GAME_DEFINITIONS } from '../games/registry.ts'
import { BREAK_RUN, FEEDBACK_RESULTS, feedbackFor, LOSS_RUN, nextRun, type Run, rarestOf } from './feedback.ts'
import { feedbackEn } from './messages.en.ts'
import { feedbackKo } from './messages.ko.ts'

const BETS = [1, 2, 7, 10, 99, 100, 101, 1_000_000]
const paid = Object.values(GAME_DEFINITIONS).flatMap((game) =>
  game
    .analyse(game.standardTable)
    .kinds.flatMap(({ kind, outcomes }) =>
      outcomes.flatMap(({ outcome, multiplier }) =>
        multiplier === null ? [] : [{ name: `${game.id} ${kind} ${outcome}`, game: game.id, multiplier }],
      ),
    ),
)

test('no outcome of any shipped table that pays less than its stake is celebrated', () => {
  expect(paid.length).toBeGreaterThan(100)
  for (const { name, game, multiplier } of paid) {
    for (const bet of BETS) {
      const win = Math.floor(bet * multiplier)
      for (const run of [1, LOSS_RUN, BREAK_RUN, 1_000]) {
        const { tone, animation } = feedbackFor({ game, bet, win, run, rarity: 'LEGENDARY' })
        if (win < bet) expect([name, tone, animation]).toEqual([name, 'calm', 'rest'])
        if (win > bet) expect([name, tone]).not.toEqual([name, 'calm'])
      }
    }
  }
})

describe('what is said of a play', () => {
  test.each([
    [{ bet: 100, win: 0 }, 'loss', 'calm'],
    [{ bet: 100, win: 50 }, 'partial', 'calm'],
    [{ bet: 100, win: 99 }, 'partial', 'calm'],
    [{ bet: 100, win: 100 }, 'even', 'calm'],
    [{ bet: 100, win: 101 }, 'win', 'glad'],
    [{ bet: 100, win: 1_000 }, 'bigWin', 'glad'],
    [{ bet: 100, win: 5_000 }, 'jackpot', 'festive'],
    [{ bet: 0, win: 10 }, 'win', 'glad'],
    [{ bet: 100, win: 0, run: LOSS_RUN - 1 }, 'loss', 'calm'],
    [{ bet: 100, win: 0, run: LOSS_RUN }, 'lossRun', 'calm'],
    [{ bet: 100, win: 50, run: BREAK_RUN }, 'break', 'calm'],
    [{ bet: 100, win: 200, run: BREAK_RUN }, 'win', 'glad'],
  ] as const)('%o', (play, result, tone) => {
    expect(feedbackFor({ game: 'slot', run: 1, ...play })).toMatchObject({ key: `feedback.${result}`, tone })
  })

  test.each([
    ['LEGENDARY', 'legendaryItem'],
    ['EPIC', 'epicItem'],
    ['RARE', 'items'],
    ['COMMON', 'items'],
  ] as const)('of items, the rarest counts: %s', (rarity, result) => {
    expect(feedbackFor({ game: 'gacha', bet: 50, win: 0, run: 1, rarity })).toMatchObject({ key: `feedback.${result}` })
  })

  test('stands in both languages, and only what is celebrated has an exclamation mark', () => {
    for (const result of FEEDBACK_RESULTS) {
      const key = `feedback.${result}` as const
      const exclaimed = ['bigWin', 'jackpot', 'epicItem', 'legendaryItem'].includes(result)
      expect([feedbackEn[key].includes('!'), feedbackKo[key].includes('!')]).toEqual([exclaimed, exclaimed])
    }
  })
})

test('a run counts plays that ended alike, and begins again with another ending', () => {
  const plays = [
    { bet: 10, win: 0 },
    { bet: 10, win: 5 },
    { bet: 10, win: 10 },
    { bet: 10, win: 20 },
    { bet: 10, win: 30 },
    { bet: 10, win: 0 },
  ]
  let run: Run | null = null
  const runs = plays.map((play) => {
    run = nextRun(run, play)
    return `${run.count} ${run.ending}`
  })
  expect(runs).toEqual(['1 below', '2 below', '1 even', '1 above', '2 above', '1 below'])
})

test('the rarest of several is found, and of none there is none', () => {
  expect(rarestOf(['COMMON', 'EPIC', 'RARE'])).toBe('EPIC')
  expect(rarestOf([])).toBeUndefined()
})
