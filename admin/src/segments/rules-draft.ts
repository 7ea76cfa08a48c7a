import { type RuleSet, readCondition, ruleSetSchema, type SegmentRulesReply, writeCondition } from '@casino-club/shared'

/** A rule as it stands in its form; the condition is text. */
export interface RuleDraft {
  readonly segment: string
  readonly en: string
  readonly ko: string
  readonly when: string
}
/** The rules of a dimension as they stand in their form; the last one has no condition. */
export interface RulesDraft {
  readonly rules: readonly RuleDraft[]
  readonly otherwise: Omit<RuleDraft, 'when'>
}

export const NEW_RULES: RulesDraft = {
  rules: [{ segment: '', en: '', ko: '', when: '' }],
  otherwise: { segment: 'OTHERS', en: 'Others', ko: '그 외' },
}

/** What an editor begins with: the draft, else what is in force, else nothing. */
export function rulesDraftOf(seen: SegmentRulesReply | null): RulesDraft {
  const set = seen?.draft?.rules ?? seen?.live?.rules ?? seen?.versions[0]?.rules
  if (set === undefined) return NEW_RULES
  return {
    rules: set.rules.map(({ segment, name, when }) => ({ segment, ...name, when: writeCondition(when) })),
    otherwise: { segment: set.otherwise.segment, ...set.otherwise.name },
  }
}

/** The rules that a form says; null where something in it cannot be read. */
export function rulesOf({ rules, otherwise }: RulesDraft): RuleSet | null {
  const read = rules.map(({ segment, en, ko, when }) => ({ segment, name: { en, ko }, when: readCondition(when) }))
  const { segment, en, ko } = otherwise
  const parsed = ruleSetSchema.safeParse({ rules: read, otherwise: { segment, name: { en, ko } } })
  return parsed.success ? parsed.data : null
}
