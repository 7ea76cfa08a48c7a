import type { OwnPurchase } from '@casino-club/shared'
import { useCallback, useEffect, useState } from 'react'
import type { ApiResult } from '../api/http.ts'
import { useRoom } from '../room/RoomProvider.tsx'
import { useSession } from '../session/SessionProvider.tsx'
import type { Load } from '../ui/Loadable.tsx'
import { hasEnded, lookAgainMs } from './order-state.ts'

/**
 * A purchase of the player, followed until it has ended: confirmed when the page opens and on demand, then looked at
 * again and again, ever more slowly, and at once when the room tells of a change of the player.
 */
export function useOrder(orderId: string): {
  readonly load: Load<OwnPurchase>
  readonly busy: boolean
  confirm(): Promise<void>
} {
  const { backend } = useSession()
  const { player } = useRoom()
  const version = player?.version ?? null
  const [load, setLoad] = useState<Load<OwnPurchase>>({ status: 'loading' })
  const [busy, setBusy] = useState(false)
  const [looks, setLooks] = useState(0)
  const take = useCallback((result: ApiResult<OwnPurchase>) => {
    if (result.ok) setLoad({ status: 'loaded', value: result.value })
    else setLoad((shown) => (shown.status === 'loaded' ? shown : { status: 'failed', trouble: result.trouble }))
    setLooks((count) => count + 1)
  }, [])
  const confirm = useCallback(async () => {
    setBusy(true)
    take(await backend.shop.confirm(orderId))
    setBusy(false)
  }, [backend, orderId, take])
  useEffect(() => {
    setLoad({ status: 'loading' })
    setLooks(0)
    void confirm()
  }, [confirm])

  const open = load.status === 'loaded' && !hasEnded(load.value)
  useEffect(() => {
    if (!open) return
    let current = true
    const timer = setTimeout(async () => {
      const result = await backend.shop.purchase(orderId)
      if (current) take(result)
    }, lookAgainMs(looks))
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [backend, orderId, open, looks, take])
  // A change of the player may be this purchase arriving.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the version changes, and only while it is open
  useEffect(() => {
    if (!open || version === null) return
    let current = true
    void backend.shop.purchase(orderId).then((result) => {
      if (current) take(result)
    })
    return () => {
      current = false
    }
  }, [version])
  return { load, busy, confirm }
}
