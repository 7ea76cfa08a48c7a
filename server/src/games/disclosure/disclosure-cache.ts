import { type DisclosureReply, GAME_DEFINITIONS } from '@casino-club/shared'
import type { OddsTables } from '../odds-tables.service.ts'
import { discloseGames } from './disclosure.ts'

type Games = DisclosureReply['games']

/** Names the tables that are in force in this process; another set of them has another name. */
function inForce(tables: Pick<OddsTables, 'current'>): string {
  return Object.keys(GAME_DEFINITIONS)
    .map((game) => tables.current(game)?.version ?? 'closed')
    .join()
}

/**
 * The disclosure, made once for each set of tables in force: nothing else changes it, since published tables never do.
 * It changes with the tables that this process draws from, that is at once where one is published and by the bus elsewhere.
 */
export function disclosureCache(tables: OddsTables, make: (tables: OddsTables) => Promise<Games> = discloseGames) {
  let made: { readonly of: string; readonly games: Promise<Games> } | undefined
  return async (nowMs: number): Promise<DisclosureReply> => {
    const of = inForce(tables)
    if (made?.of !== of) {
      const games = make(tables)
      made = { of, games }
      games.catch(() => {
        if (made?.games === games) made = undefined
      })
    }
    return { generatedAt: new Date(nowMs).toISOString(), games: await made.games }
  }
}
