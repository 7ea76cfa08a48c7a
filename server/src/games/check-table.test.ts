import { analyseSlot, anyGame, STANDARD_SLOT_TABLE, slotGame } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { checkTable, type PublishRefusal } from './check-table.ts'

const TABLE = STANDARD_SLOT_TABLE
const SLOT = anyGame(slotGame)
const EXACT = analyseSlot(TABLE)
const declaring = (minBasisPoints: number, maxBasisPoints: number) => ({
  ...TABLE,
  declaredRtp: { minBasisPoints, maxBasisPoints },
})

const refusals = {
  TABLE_INVALID: [null, {}, { ...TABLE, symbols: [] }, { ...TABLE, extra: 1 }, declaring(9_500, 9_400)],
  RTP_OUT_OF_RANGE: [
    declaring(0, Math.floor(EXACT.rtpPercent * 100)),
    declaring(Math.ceil(EXACT.lowestRtpPercent * 100), 20_000),
  ],
} satisfies Record<PublishRefusal, unknown[]>

describe('a slot table', () => {
  test.each(Object.entries(refusals))('is not published: %s', (reason, bodies) => {
    for (const body of bodies) expect(checkTable(SLOT, body)).toMatchObject({ ok: false, reason })
  })

  test('is published with its exact odds when they are what it declares, to the basis point', () => {
    const table = declaring(Math.floor(EXACT.lowestRtpPercent * 100), Math.ceil(EXACT.rtpPercent * 100))
    expect(checkTable(SLOT, table)).toEqual({ ok: true, value: { table, analysis: slotGame.analyse(table) } })
  })

  test('that returns too little is told what it returns', () => {
    expect(checkTable(SLOT, declaring(9_690, 9_700))).toMatchObject({
      message: `spin returns ${EXACT.lowestRtpPercent} %, declared is 96.9 to 97 %`,
    })
  })
})
