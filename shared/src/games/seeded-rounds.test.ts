import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { analyseCrash, CRASH_ROUND, crashStep } from '../crash/analysis.ts'
import { crashWin, drawCrash } from '../crash/flight.ts'
import { STANDARD_CRASH_TABLE as CRASH } from '../crash/table.ts'
import { fairStream } from '../fairness/stream.ts'
import { drawLottery, lotteryWin } from '../lottery/drawing.ts'
import { analyseLottery } from '../lottery/game.ts'
import { STANDARD_LOTTERY_TABLE as LOTTERY } from '../lottery/table.ts'
import { must } from '../must.ts'
import { toNumberOf } from '../rational.ts'
import { drawsOfLook, measureDrift, thresholdOfLook } from './drift.ts'
import type { KindAnalysis } from './game.ts'

const ROUNDS = 1_000_000
/** Half the width of a 99.9 % interval, in standard errors. */
const Z999 = 3.290_53
const SEED = '7d'.repeat(32)
const key = Buffer.from(SEED, 'hex')
const hmac = (_: Uint8Array, message: string) => createHmac('sha256', key).update(message).digest()
const streamOf = (clientSeed: string, nonce: number) => fairStream({ serverSeed: SEED, clientSeed, nonce }, hmac)

function expectMeasured({ kind, rtp, volatility }: KindAnalysis, returned: number): void {
  const error = Math.abs(returned / ROUNDS - toNumberOf(must(rtp)))
  expect(error, kind).toBeLessThan((Z999 * volatility) / Math.sqrt(ROUNDS))
}

describe('a million rounds', () => {
  test('of crash return what is exact wherever one cashes out, and raise no alarm at any look', () => {
    const { kinds } = analyseCrash(CRASH)
    const round = must(kinds.find(({ kind }) => kind === CRASH_ROUND))
    const cashOuts = kinds.filter(({ rtp }) => rtp !== null)
    const targets = cashOuts.map(({ kind }) => Math.round(Number(kind.replace('cash-out-', '')) * 100))
    const returned = targets.map(() => 0)
    const counts = new Map<string, number>()
    let look = 1
    for (let nonce = 1; nonce <= ROUNDS; nonce++) {
      const { point } = drawCrash(CRASH, streamOf('crash', nonce))
      for (const [index, target] of targets.entries()) {
        if (point >= target) returned[index] = (returned[index] ?? 0) + crashWin(100, target) / 100
      }
      counts.set(crashStep(point), (counts.get(crashStep(point)) ?? 0) + 1)
      if (nonce !== drawsOfLook(look)) continue
      expect(measureDrift(round, counts).pValue, `look ${look}`).toBeGreaterThan(thresholdOfLook(look))
      look++
    }
    for (const [index, kind] of cashOuts.entries()) expectMeasured(kind, returned[index] ?? 0)
  }, 240_000)

  test('of the lottery return what is exact', () => {
    const kind = must(analyseLottery(LOTTERY).kinds[0])
    const ticket = { numbers: [3, 9, 14, 22, 30] }
    let returned = 0
    for (let nonce = 1; nonce <= ROUNDS; nonce++) {
      returned += lotteryWin(LOTTERY, ticket, drawLottery(LOTTERY, streamOf('lottery', nonce))) / LOTTERY.price
    }
    expectMeasured(kind, returned)
  }, 240_000)
})
