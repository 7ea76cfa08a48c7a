import type { MessageKey } from '../../i18n/app-messages.ts'

/** A problem to be worded; `text` is what the schema itself says, for what has no words here. */
export interface TableProblem {
  /** Key of the path it belongs to; empty where it is about the whole table. */
  readonly path: string
  readonly key: MessageKey | null
  readonly values: Readonly<Record<string, string | number>>
  readonly text: string
}

/** The part of a zod issue that is looked at. */
export interface SchemaIssue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
  readonly origin?: string
}

type Worded = Pick<TableProblem, 'key' | 'values'> & { readonly path?: string }

const only = (key: MessageKey, path?: string): Worded => ({ key, values: {}, ...(path && { path }) })

/** What the games' own refinements say, and how it reads. */
const SAYINGS: readonly (readonly [RegExp, (found: readonly string[]) => Worded])[] = [
  [/^two (?:symbols|items) have/, () => only('odds.problem.twice')],
  [/^the weights of reel (\d)/, ([, reel = '']) => ({ key: 'odds.problem.reelSum', values: { reel } })],
  [/^maxBet of (\w+) below minBet/, ([, rank = '']) => only('odds.problem.limitBelow', `maxBet.${rank}`)],
  [/^declaredRtp is upside down/, () => only('odds.problem.declaredUpsideDown', 'declaredRtp.minBasisPoints')],
  [/^minChancePercent above/, () => only('odds.problem.chanceUpsideDown', 'minChancePercent')],
  [/^a win at maxChancePercent/, () => only('odds.problem.noProfit', 'edgeBasisPoints')],
  [
    /^the weights of the rarities come to (\d+), not (\d+)/,
    ([, sum = '', total = '']) => ({ key: 'odds.problem.raritySum', values: { sum, total } }),
  ],
  [/^(\S+) can never be drawn/, ([, name = '']) => ({ key: 'odds.problem.neverDrawn', values: { name } })],
]

function wordedRefinement(message: string): Worded | undefined {
  for (const [saying, worded] of SAYINGS) {
    const found = saying.exec(message)
    if (found) return worded(found)
  }
  return undefined
}

function worded(issue: SchemaIssue): Worded {
  const rows = issue.origin === 'array'
  switch (issue.code) {
    case 'too_small':
      return { key: rows ? 'odds.problem.tooShort' : 'odds.problem.tooSmall', values: { limit: Number(issue.minimum) } }
    case 'too_big':
      return { key: rows ? 'odds.problem.tooLong' : 'odds.problem.tooBig', values: { limit: Number(issue.maximum) } }
    case 'invalid_type':
      return only('odds.problem.notWhole')
    case 'invalid_format':
      return only('odds.problem.badName')
    default:
      return wordedRefinement(issue.message) ?? { key: null, values: {} }
  }
}

/** What a schema finds wrong with a table, by the place it is about. */
export function problemsOf(issues: readonly SchemaIssue[]): TableProblem[] {
  return issues.map((issue) => {
    const own = issue.path.map(String).join('.')
    return { text: issue.message, ...worded(issue), path: own || (worded(issue).path ?? '') }
  })
}
