const PART = /^[a-z][a-z-]{0,24}$/
const MOST_PARTS = 2
/** A way in that is gone at once. */
const DOOR = 'login'

/** The name under which a screen is counted; null: there is none of this path. Ids in it are left out. */
export function screenOf(pathname: string): string | null {
  const parts = pathname.split('/').filter(Boolean).slice(0, MOST_PARTS)
  if (parts.length === 0) return 'screen:home'
  if (parts[0] === DOOR) return null
  return parts.every((part) => PART.test(part)) ? `screen:${parts.join('.')}` : null
}
