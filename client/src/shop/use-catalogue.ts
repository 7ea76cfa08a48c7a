import type { ShopCatalogReply } from '@casino-club/shared'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSession } from '../session/SessionProvider.tsx'
import type { Load } from '../ui/Loadable.tsx'
import { nextChange } from './countdown.ts'

/** What is on sale, with how far the server's clock is ahead (ms). */
export interface ShownCatalogue extends ShopCatalogReply {
  readonly offsetMs: number
}

const REFRESH_MS = 15_000
/** Asked a moment after the clock changed something, so that the server has seen it too. */
const AFTER_CHANGE_MS = 300

/**
 * The catalogue, asked for again every 15 s while the page is looked at, when it comes back into view, and when something
 * of it begins or ends. What was shown stays when a repeat fails.
 */
export function useCatalogue(): { readonly load: Load<ShownCatalogue>; readonly reload: () => void } {
  const { backend } = useSession()
  const [load, setLoad] = useState<Load<ShownCatalogue>>({ status: 'loading' })
  const asked = useRef(0)
  const reload = useCallback(() => {
    const number = ++asked.current
    void backend.shop.catalog().then((result) => {
      if (number !== asked.current) return
      if (result.ok) setLoad({ status: 'loaded', value: result.value })
      else setLoad((shown) => (shown.status === 'loaded' ? shown : { status: 'failed', trouble: result.trouble }))
    })
  }, [backend])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') reload()
    }
    look()
    const timer = setInterval(look, REFRESH_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      asked.current++
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [reload])
  useEffect(() => {
    if (load.status !== 'loaded') return
    const nowMs = Date.now() + load.value.offsetMs
    const next = nextChange(load.value.products, nowMs)
    // Later than the next refresh, it is seen by a later look.
    if (next === null || next - nowMs > REFRESH_MS) return
    const timer = setTimeout(reload, next - nowMs + AFTER_CHANGE_MS)
    return () => clearTimeout(timer)
  }, [load, reload])
  return { load, reload }
}
