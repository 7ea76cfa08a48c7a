import { isPersonalKey, SCRUBBED, scrubText } from './personal.ts'

const MAX_DEPTH = 6
/** What is larger has the digits of a card; times in ms are smaller. */
const LARGEST_FIGURE = 9_999_999_999_999

export interface Scrubbed {
  readonly props: Record<string, unknown>
  /** How many values, or keys with what is under them, were taken out. */
  readonly removed: number
}

/** A telephone number of today's with its country code: a client may tell it as a figure. */
const isPhone = (figure: number): boolean => figure >= 821_000_000_000 && figure < 821_100_000_000

const isPersonalFigure = (figure: number): boolean =>
  Number.isInteger(figure) && (Math.abs(figure) > LARGEST_FIGURE || isPhone(figure))

/**
 * What a client tells of an action, without what is personal in it: by the key at any depth, and by what a key or a value
 * looks like. Nothing can be sure to find all of it; it is for accidents. What lies deeper than six levels is taken out too.
 */
export function scrub(props: Readonly<Record<string, unknown>>): Scrubbed {
  let removed = 0
  const take = (): string => {
    removed++
    return SCRUBBED
  }
  const clean = (text: string): string => {
    const kept = scrubText(text)
    if (kept !== text) removed++
    return kept
  }
  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return clean(value)
    if (typeof value === 'number') return isPersonalFigure(value) ? take() : value
    if (value === null || typeof value !== 'object') return value
    if (depth >= MAX_DEPTH) return take()
    if (Array.isArray(value)) return value.map((each) => walk(each, depth + 1))
    return entries(value as Record<string, unknown>, depth + 1)
  }
  const entry = ([key, value]: [string, unknown], depth: number): [string, unknown] => {
    if (scrubText(key) !== key) return [SCRUBBED, take()]
    return [key, isPersonalKey(key) && value !== null ? take() : walk(value, depth)]
  }
  const entries = (record: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> =>
    Object.fromEntries(Object.entries(record).map((each) => entry(each, depth)))
  return { props: entries(props, 0), removed }
}
