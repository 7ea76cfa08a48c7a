import { useState } from 'react'
import type { ApiResult } from '../../../api/http.ts'
import { useSafePlay } from '../../../safe-play/SafePlayProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'

/** Sends one change at a time, says why one was refused, and shows what holds afterwards. */
export function useChange() {
  const { reload } = useSafePlay()
  const { trouble } = useText()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const change = async <T>(ask: () => Promise<ApiResult<T>>): Promise<T | null> => {
    setBusy(true)
    const result = await ask()
    setFailed(result.ok ? null : trouble(result.trouble))
    await reload()
    setBusy(false)
    return result.ok ? result.value : null
  }
  return { busy, failed, change }
}
