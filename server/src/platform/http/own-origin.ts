/** Whether a page of this origin may open the game port; `host` is what the browser asked for. */
export type OriginCheck = (origin: string | undefined, host: string | undefined) => boolean

const hostnameOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).hostname : undefined

/**
 * Origins are sent by browsers alone, so their absence is no browser, and allowed. Where the public addresses are known it
 * is exactly those and the listed ones; where they are not, pages of the host that was asked, at any port.
 */
export function originCheck(listed: readonly string[], publicUrls: readonly string[]): OriginCheck {
  const known = publicUrls.map((url) => new URL(url).origin)
  const allowed = new Set([...listed, ...known])
  return (origin, host) => {
    if (origin === undefined || origin === '' || allowed.has(origin)) return true
    if (known.length > 0) return false
    const hostname = hostnameOf(`http://${host ?? ''}`)
    return hostname !== undefined && hostnameOf(origin) === hostname && /^https?:/.test(origin)
  }
}
