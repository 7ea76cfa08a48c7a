import type { NotificationType } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Priority } from './channel.ts'
import { raiseMany } from './raise.store.ts'
import { BUILT_IN, findTemplate, MissingValue, type Spoken, wordMessage } from './templates/index.ts'
import { wordMessage as asSent, type Text } from './wording.ts'

/** What all messages of one call have in common; channels and category are the template's. */
export interface TellTerms {
  readonly type: NotificationType
  /** A path of the player's app, beginning with `/`. */
  readonly path: string
  readonly priority: Priority
  /** After this moment it is worth nothing any more, in ms since the epoch; within 30 days. */
  readonly deadlineMs: number
  readonly atMs: number
}

export interface ToldPlayer {
  readonly userId: number
  /** What it is about, under the name of the template: told once, however often this is called. */
  readonly about: string
  readonly values: Spoken
  readonly deadlineMs?: number
}

/**
 * Tells players something in the words in force, each in values of his own, in the caller's transaction. Gives those whom it had
 * not been told before. Words that were written anew and cannot be filled, or become too long, give way to those that are built
 * in: whoever calls this is in the middle of something that must not fail for a sentence.
 */
export async function tellByTemplate<Player extends ToldPlayer>(
  tx: Queryable,
  name: string,
  terms: TellTerms,
  players: readonly Player[],
): Promise<readonly Player[]> {
  const builtIn = BUILT_IN.get(name)
  if (players.length === 0 || builtIn === undefined) return []
  const template = (await findTemplate(tx, name)) ?? builtIn
  const { category, channels } = template
  const keyOf = ({ userId, about }: Player) => `${name}:${userId}:${about}`
  const recipients = players.map((player) => {
    const { userId, values, deadlineMs } = player
    return {
      userId,
      dedupeKey: keyOf(player),
      params: { values },
      text: sayable(() => wordMessage(template, values)) ?? wordMessage(builtIn, values),
      ...(deadlineMs !== undefined && { deadlineMs }),
    }
  })
  const raised = await raiseMany(tx, { template: name, category, channels, ...terms }, recipients)
  return players.filter((player) => raised.has(keyOf(player)))
}

/** The text, if it can be said; whether it is too long shows when it is worded as it is sent. */
export function sayable(word: () => Text): Text | undefined {
  try {
    const text = word()
    asSent(text, 'transactional')
    return text
  } catch (error) {
    if (error instanceof MissingValue || error instanceof RangeError) return undefined
    throw error
  }
}
