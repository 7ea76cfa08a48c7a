import { type Condition, FACT_NAMES, type Fact, type RuleSet } from '@casino-club/shared'

const snake = (fact: string): string =>
  fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/(\d+)/, '_$1')
/** The column of `player_facts` that holds a fact. */
export const COLUMNS = Object.fromEntries(FACT_NAMES.map((fact) => [fact, snake(fact)])) as Readonly<
  Record<Fact, string>
>

/**
 * SQL among the columns of `player_facts` under the alias `f`. Holds just where `holds` of the shared rules does: what is not
 * known makes a comparison false, not null. Nothing but names of columns and whole numbers comes into the text.
 */
export function compile(condition: Condition): string {
  if ('all' in condition) return `(${condition.all.map(compile).join(' and ')})`
  if ('any' in condition) return `(${condition.any.map(compile).join(' or ')})`
  if ('not' in condition) return `(not ${compile(condition.not)})`
  const column = `f.${COLUMNS[condition.fact]}`
  if (!('value' in condition)) return `(${column} is ${condition.is === 'unknown' ? 'null' : 'not null'})`
  if (!Number.isSafeInteger(condition.value)) throw new RangeError('a fact is compared with a whole number')
  return `(${column} is not null and ${column} ${condition.is} ${condition.value})`
}

const KEY = /^[A-Z][A-Z0-9_]{1,31}$/
function quoted(segment: string): string {
  if (!KEY.test(segment)) throw new RangeError('no name of a segment')
  return `'${segment}'`
}

/** SQL of the segment that a set of rules decides on, among the same columns. */
export function compileRules({ rules, otherwise }: RuleSet): string {
  const cases = rules.map(({ segment, when }) => `when ${compile(when)} then ${quoted(segment)}`)
  return `case ${cases.join(' ')} else ${quoted(otherwise.segment)} end`
}
