/** What a device is told: enough to show, the rest is fetched in the app. */
export interface PushPayload {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly path: string | null
  /** A later message of the same tag takes this one's place on the screen. */
  readonly tag: string
}

/** What is left for plain text of the 4,096 bytes every service must take (RFC 8291, 4). */
export const MOST_BYTES = 3_993

const CUT = '…'
const characters = new Intl.Segmenter('ko', { granularity: 'grapheme' })
const bytesOf = (payload: PushPayload) => Buffer.byteLength(JSON.stringify(payload))

/** The payload as it is sent, its body cut by whole characters where it is too long; undefined: the rest is too long too. */
export function payloadText(payload: PushPayload): string | undefined {
  if (bytesOf(payload) <= MOST_BYTES) return JSON.stringify(payload)
  const parts = Array.from(characters.segment(payload.body), ({ segment }) => segment)
  const cutTo = (count: number): PushPayload => ({
    ...payload,
    body: `${parts.slice(0, count).join('').trimEnd()}${CUT}`,
  })
  let [fits, over] = [-1, parts.length]
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2)
    if (bytesOf(cutTo(middle)) <= MOST_BYTES) fits = middle
    else over = middle
  }
  return fits < 0 ? undefined : JSON.stringify(cutTo(fits))
}
