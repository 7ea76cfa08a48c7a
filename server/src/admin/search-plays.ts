import type { AdminPlay } from '@casino-club/shared'
import type { PlayFilter, PlayPlace, PlayWindow } from './plays.store.ts'

/** Where a page begins: at an instant, and there after a play, if one is given. */
export interface PlayCursor {
  readonly atMs: number
  readonly play?: PlayPlace
}

export interface PlaySearch {
  readonly filter: PlayFilter
  /** `fromMs` included, `toMs` not. */
  readonly fromMs: number
  readonly toMs: number
  readonly after?: PlayCursor | undefined
  readonly ascending: boolean
  readonly perPage: number
}

export interface PlayPage {
  readonly plays: readonly AdminPlay[]
  readonly next: PlayCursor | null
  readonly searchedToMs: number
}

export interface SearchTools {
  readonly read: (filter: PlayFilter, window: PlayWindow) => Promise<AdminPlay[]>
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsedMs: () => number
  readonly budgetMs: number
}

const FIRST_WINDOW_MS = 10_000
const GROWTH = 4
/** A window that took this long is wide enough. */
const SLOW_MS = 250

const placeOf = ({ occurredAt, userId, eventId }: AdminPlay): PlayPlace => ({
  atMs: Date.parse(occurredAt),
  userId,
  seq: Number(eventId.split('-')[1]),
})

/** What is left to search: from the cursor on, in the direction of the search. */
function restOf({ fromMs, toMs, after, ascending }: PlaySearch): { fromMs: number; toMs: number } {
  if (!after) return { fromMs, toMs }
  // A play's own instant may hold further ones; where no play is named, it has been searched.
  if (ascending) return { fromMs: Math.max(fromMs, after.atMs), toMs }
  return { fromMs, toMs: Math.min(toMs, after.atMs + (after.play ? 1 : 0)) }
}

/**
 * A page of plays in order of time, read in windows that grow while they are quick: the index of times is coarse, so a
 * window costs what was played in it, whatever the filter lets through. Ends with what it has when its time is over.
 */
export async function searchPlays(search: PlaySearch, { read, elapsedMs, budgetMs }: SearchTools): Promise<PlayPage> {
  const { filter, ascending, perPage, after } = search
  const plays: AdminPlay[] = []
  const startedMs = elapsedMs()
  let { fromMs, toMs } = restOf(search)
  // A player's own plays are found by his id, all at once.
  let widthMs = filter.userId === undefined ? FIRST_WINDOW_MS : toMs - fromMs
  while (fromMs < toMs) {
    const window = ascending
      ? { fromMs, toMs: Math.min(toMs, fromMs + widthMs) }
      : { fromMs: Math.max(fromMs, toMs - widthMs), toMs }
    const beganMs = elapsedMs()
    const limit = perPage + 1 - plays.length
    plays.push(...(await read(filter, { ...window, after: after?.play, ascending, limit })))
    const last = plays[perPage - 1]
    if (plays.length > perPage && last) {
      const place = placeOf(last)
      return { plays: plays.slice(0, perPage), next: { atMs: place.atMs, play: place }, searchedToMs: place.atMs }
    }
    if (ascending) fromMs = window.toMs
    else toMs = window.fromMs
    const edgeMs = ascending ? fromMs : toMs
    if (fromMs < toMs && elapsedMs() - startedMs > budgetMs) {
      return { plays, next: { atMs: edgeMs }, searchedToMs: edgeMs }
    }
    if (elapsedMs() - beganMs < SLOW_MS) widthMs *= GROWTH
  }
  return { plays, next: null, searchedToMs: ascending ? search.toMs : search.fromMs }
}

/** A cursor as it travels: `1763719200000_12-34`, or only an instant. */
export const cursorText = ({ atMs, play }: PlayCursor): string =>
  play ? `${atMs}_${play.userId}-${play.seq}` : `${atMs}`

/** Reads what `cursorText` has written; the schema has checked its form. */
export function readCursor(text: string): PlayCursor {
  const [at = '', id] = text.split('_')
  const atMs = Number(at)
  if (id === undefined) return { atMs }
  const [userId = 0, seq = 0] = id.split('-').map(Number)
  return { atMs, play: { atMs, userId, seq } }
}
