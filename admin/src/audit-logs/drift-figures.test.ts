import { expect, test } from 'vitest'
import { readDriftFigures } from './drift-figures.ts'

const FIGURES = { kind: 'spin', draws: 1_000, chiSquare: 99.5, degrees: 4, pValue: 1e-12, threshold: 1e-7 }

test('the figures of a stop are read', () => {
  expect(readDriftFigures({ status: 'retired', drift: { look: 1, ...FIGURES } })).toMatchObject(FIGURES)
})

test.each([[null], [{ status: 'published' }], [{ drift: { kind: 'spin' } }]])('%j holds none', (after) => {
  expect(readDriftFigures(after)).toBeNull()
})
