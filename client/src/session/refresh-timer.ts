import type { SessionStore } from '../api/session-store.ts'
import { EXPIRY_MARGIN_MS, type Tokens } from '../api/tokens.ts'

const LONGEST_WAIT_MS = 60_000
const SHORTEST_WAIT_MS = 5_000

/** Refreshes the access token shortly before it ends, for as long as the page is open. Returns how to stop it. */
export function keepFresh(store: SessionStore, tokens: Tokens): () => void {
  let timer: ReturnType<typeof setTimeout>
  const look = async () => {
    await tokens.access()
    schedule()
  }
  // Never further than a minute ahead: a sleeping laptop stops timers but not the server's clock.
  const schedule = () => {
    const leftMs = (store.read()?.expiresAtMs ?? 0) - EXPIRY_MARGIN_MS - Date.now()
    timer = setTimeout(() => void look(), Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, leftMs)))
  }
  schedule()
  return () => clearTimeout(timer)
}
