import { type SegmentRulesReply, STANDARD_RULES } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { NEW_RULES, rulesDraftOf, rulesOf } from './rules-draft.ts'

const seen = (rules: object): SegmentRulesReply => ({
  ...{ id: 'value', revision: 3, targetable: true, live: null, next: null, nextOn: '2026-01-01', versions: [] },
  draft: { rules } as SegmentRulesReply['draft'],
})

test('rules that are opened and kept are the same', () => {
  for (const rules of Object.values(STANDARD_RULES)) expect(rulesOf(rulesDraftOf(seen(rules)))).toEqual(rules)
})

test('a new form says nothing that could be kept, nor does a wrong one', () => {
  expect(rulesDraftOf(null)).toEqual(NEW_RULES)
  expect(rulesOf(NEW_RULES)).toBeNull()
  const rule = { segment: 'BIG', en: 'Big', ko: '큰', when: 'spent90 > 1' }
  expect(rulesOf({ ...NEW_RULES, rules: [rule] })).not.toBeNull()
  for (const wrong of [{ when: 'spent90 >' }, { segment: 'big one' }, { ko: '' }, { segment: 'OTHERS' }]) {
    expect(rulesOf({ ...NEW_RULES, rules: [{ ...rule, ...wrong }] })).toBeNull()
  }
})
