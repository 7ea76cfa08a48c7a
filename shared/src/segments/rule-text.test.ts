import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COMPARISONS, type Condition, FACT_NAMES, type Facts, holds } from './rule.ts'
import { readCondition, writeCondition } from './rule-text.ts'
import { STANDARD_RULES } from './standard.ts'

test('the rules of a new club are read as they are written', () => {
  for (const { rules } of Object.values(STANDARD_RULES)) {
    for (const { when } of rules) expect(readCondition(writeCondition(when))).toEqual(when)
  }
})

test('what was written and read holds for the same players', () => {
  const part = fc.record({
    fact: fc.constantFrom(...FACT_NAMES),
    is: fc.constantFrom(...COMPARISONS),
    value: fc.integer({ min: -3, max: 3 }),
  })
  const some: fc.Arbitrary<Condition> = fc.oneof(
    part,
    fc.record({ not: part }),
    fc.record({
      all: fc.array(fc.oneof(part, fc.record({ any: fc.array(part, { minLength: 1, maxLength: 3 }) })), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({
      any: fc.array(fc.oneof(part, fc.record({ all: fc.array(part, { minLength: 1, maxLength: 3 }) })), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  )
  const facts = fc.record(
    Object.fromEntries(FACT_NAMES.map((name) => [name, fc.option(fc.integer({ min: -3, max: 3 }))])),
  ) as fc.Arbitrary<Facts>
  fc.assert(
    fc.property(some, facts, (when, of) => {
      const read = readCondition(writeCondition(when))
      return read !== null && holds(read, of) === holds(when, of)
    }),
  )
})

test.each([
  [
    'spent90 >= 500000 or vipLevel >= 1',
    {
      any: [
        { fact: 'spent90', is: '>=', value: 500_000 },
        { fact: 'vipLevel', is: '>=', value: 1 },
      ],
    },
  ],
  ['not (plays30 < 1)', { not: { fact: 'plays30', is: '<', value: 1 } }],
  ['daysSincePurchase is unknown', { fact: 'daysSincePurchase', is: 'unknown' }],
])('%s is read', (text, when) => {
  expect(readCondition(text)).toEqual(when)
})

test.each([
  '',
  'plays30',
  'plays30 >',
  'plays30 > 1 and',
  '(plays30 > 1',
  'password = 1',
  'plays30 > 1; drop',
  'plays30 > 1.5',
  `${'('.repeat(2_000)}`,
])('%s is not', (text) => {
  expect(readCondition(text)).toBeNull()
})
