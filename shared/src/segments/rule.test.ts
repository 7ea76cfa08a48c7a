import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  COMPARISONS,
  type Condition,
  condition,
  FACT_NAMES,
  type Facts,
  holds,
  ruleSetSchema,
  segmentFor,
} from './rule.ts'
import { STANDARD_RULES } from './standard.ts'

const nothing = Object.fromEntries(FACT_NAMES.map((name) => [name, null])) as Facts
const known = (facts: Partial<Facts>): Facts => ({ ...nothing, ...facts })
const someCondition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.record({
      fact: fc.constantFrom(...FACT_NAMES),
      is: fc.constantFrom(...COMPARISONS),
      value: fc.integer({ min: -100, max: 100 }),
    }),
    fc.record({ fact: fc.constantFrom(...FACT_NAMES), is: fc.constantFrom('known' as const, 'unknown' as const) }),
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
})).tree

describe('a condition', () => {
  test('and its opposite never both hold, and never neither', () => {
    const facts = fc.record(
      Object.fromEntries(FACT_NAMES.map((name) => [name, fc.option(fc.integer({ min: -100, max: 100 }))])),
    ) as fc.Arbitrary<Facts>
    fc.assert(fc.property(someCondition, facts, (when, of) => holds(when, of) !== holds({ not: when }, of)))
  })

  test('that compares what is not known does not hold', () => {
    for (const is of COMPARISONS) expect(holds({ fact: 'daysSincePurchase', is, value: 0 }, nothing)).toBe(false)
    expect(holds({ fact: 'daysSincePurchase', is: 'unknown' }, nothing)).toBe(true)
  })

  test.each([
    { fact: 'password', is: '=', value: 1 },
    { fact: 'plays30', is: 'like', value: 1 },
    { fact: 'plays30', is: '=', value: 0.5 },
    { fact: 'plays30', is: '=', value: '1; drop table users' },
    { fact: 'plays30', is: '=', value: Number.NaN },
    { all: [] },
    { all: [{ fact: 'plays30', is: 'known' }], any: [] },
    {},
  ])('is nothing else: %j', (wrong) => {
    expect(condition.safeParse(wrong).success).toBe(false)
  })

  test('is no deeper than five levels, however deep what is sent', () => {
    let deep: unknown = { fact: 'plays30', is: 'known' }
    for (let i = 0; i < 5; i++) deep = { not: deep }
    expect(condition.safeParse(deep).success).toBe(false)
    for (let i = 0; i < 100_000; i++) deep = { not: deep }
    expect(condition.safeParse(deep).success).toBe(false)
  })
})

describe('the rules of a new club', () => {
  test('are rules', () => {
    for (const rules of Object.values(STANDARD_RULES)) expect(ruleSetSchema.parse(rules)).toEqual(rules)
  })

  test.each([
    ['lifecycle', { daysSinceSeen: 31, vipLevel: 3 }, 'DORMANT_LONG'],
    ['lifecycle', { daysSinceSeen: 7 }, 'DORMANT_SHORT'],
    ['lifecycle', { daysSinceSeen: 0, vipLevel: 1, accountAgeDays: 2 }, 'VIP'],
    ['lifecycle', { daysSinceSeen: 0, vipLevel: 0, accountAgeDays: 2 }, 'NEW'],
    ['lifecycle', { daysSinceSeen: 0, vipLevel: 0, accountAgeDays: 90 }, 'ACTIVE'],
    ['value', { spendPercentile: 99, spent365: 1 }, 'WHALE'],
    ['value', { spendPercentile: 0, spent365: 0 }, 'NONE'],
    ['risk', { protections90: 3 }, 'HIGH'],
    ['risk', { protections90: 0 }, 'NONE'],
  ] as const)('of %s put %j into %s', (dimension, facts, segment) => {
    const rules = STANDARD_RULES[dimension]
    expect(rules && segmentFor(rules, known(facts))).toBe(segment)
  })
})
