import type { EmailTriggerBody, Rank, TemplateBody } from '@casino-club/shared'

export type LetterTarget = 'users' | 'rank' | 'all'

/** A letter by hand as it stands in its form. */
export interface LetterDraft {
  readonly template: string
  readonly target: LetterTarget
  /** Numbers of players, apart by anything that is no digit. */
  readonly users: string
  readonly rank: Rank
  readonly values: Readonly<Record<string, string>>
}

export type LetterOrder = Pick<EmailTriggerBody, 'template' | 'to' | 'params'>

const MOST_USERS = 500

/** The players that a text names, each once; undefined: it names none, too many, or something else. */
export function readUsers(text: string): number[] | undefined {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  if (words.length === 0 || words.some((word) => !/^[1-9]\d{0,14}$/.test(word))) return undefined
  const ids = [...new Set(words.map(Number))]
  return ids.length > MOST_USERS ? undefined : ids
}

/** What is asked for, if the form says it: a template for letters, somebody to write to, and a value for each variable. */
export function readOrder(
  { template, target, users, rank, values }: LetterDraft,
  variables: TemplateBody['variables'] | undefined,
): LetterOrder | undefined {
  if (variables === undefined) return undefined
  const params = Object.fromEntries(variables.map(({ name }) => [name, (values[name] ?? '').trim()]))
  if (Object.values(params).some((value) => value === '')) return undefined
  const userIds = readUsers(users)
  if (target === 'users') return userIds && { template, params, to: { userIds } }
  return { template, params, to: target === 'rank' ? { rank } : { all: true } }
}
