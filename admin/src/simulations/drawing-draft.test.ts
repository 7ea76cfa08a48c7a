import { describe, expect, test } from 'vitest'
import { NEW_DRAWING, readDrawing } from './drawing-draft.ts'

describe('the form of a simulation', () => {
  test('begins with what can be asked', () => {
    expect(readDrawing(NEW_DRAWING)).toEqual({
      ...{ players: null, draws: 200, seed: null, takePercent: 20, replacedPercent: 50 },
    })
    expect(readDrawing({ ...NEW_DRAWING, players: ' 500 ', seed: ' again ' })).toMatchObject({
      ...{ players: 500, seed: 'again' },
    })
  })

  test.each([
    { players: '0' },
    { players: '20001' },
    { players: '1.5' },
    { draws: '' },
    { draws: '19' },
    { seed: 'no seed' },
    { takePercent: '101' },
    { replacedPercent: '-1' },
  ])('cannot be read with %j', (wrong) => {
    expect(readDrawing({ ...NEW_DRAWING, ...wrong })).toBeNull()
  })
})
