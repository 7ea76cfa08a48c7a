/** What an account is picked by. */
interface Known {
  readonly id: number
  readonly siteId: string
}

/**
 * The one account that was meant by an id or a site id; undefined: none. A site id may consist of digits, so the id of an
 * account comes first.
 */
export function findAccount<T extends Known>(found: readonly T[], typed: string): T | undefined {
  const text = typed.trim()
  return (
    found.find(({ id }) => String(id) === text) ??
    found.find(({ siteId }) => siteId.toLowerCase() === text.toLowerCase())
  )
}
