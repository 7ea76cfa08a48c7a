import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useSession } from '../session/SessionProvider.tsx'
import { keepPush } from './device-push.ts'

const PARAMETER = 'notification'

/** What the service worker tells its pages. */
interface Told {
  readonly type: 'push-click' | 'push-renewed'
  readonly id?: string
  readonly path?: string
}

const isTold = (data: unknown): data is Told =>
  typeof data === 'object' && data !== null && 'type' in data && /^push-(click|renewed)$/.test(String(data.type))

/** A test has no place among the messages. */
const isMessage = (id: string | undefined): id is string => /^\d+$/.test(id ?? '')

/** Keeps this browser's subscription up to date, and goes where a notification leads. */
export function PushKeeper({ userId }: { userId: number }) {
  const { backend } = useSession()
  const navigate = useNavigate()
  const { pathname, search, hash } = useLocation()

  useEffect(() => {
    void keepPush(backend, userId)
    if (!('serviceWorker' in navigator)) return
    const { serviceWorker } = navigator
    const hear = ({ data }: MessageEvent<unknown>) => {
      if (!isTold(data)) return
      if (data.type === 'push-renewed') void keepPush(backend, userId)
      else {
        if (isMessage(data.id)) void backend.push.clicked(data.id)
        void navigate(data.path?.startsWith('/') ? data.path : '/')
      }
    }
    serviceWorker.addEventListener('message', hear)
    return () => serviceWorker.removeEventListener('message', hear)
  }, [backend, userId, navigate])

  // Opened by a notification: that is told once, and taken out of the address.
  useEffect(() => {
    const query = new URLSearchParams(search)
    const id = query.get(PARAMETER)
    if (id === null) return
    if (isMessage(id)) void backend.push.clicked(id)
    query.delete(PARAMETER)
    const rest = query.size > 0 ? `?${query}` : ''
    void navigate(`${pathname}${rest}${hash}`, { replace: true })
  }, [backend, navigate, pathname, search, hash])
  return null
}
