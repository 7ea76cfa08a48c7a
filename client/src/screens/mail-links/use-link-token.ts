import { linkTokenSchema } from '@casino-club/shared'
import { useEffect, useState } from 'react'

/** The secret behind the `#` of a link, read once and taken out of the address; null when it is not whole. */
export function useLinkToken(): string | null {
  const [token] = useState(() => {
    const found = linkTokenSchema.safeParse(location.hash.slice(1))
    return found.success ? found.data : null
  })
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname)
  }, [])
  return token
}
