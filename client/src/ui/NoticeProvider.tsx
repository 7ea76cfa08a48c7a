import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import type { Text } from '../text/LanguageProvider.tsx'
import { useText } from '../text/LanguageProvider.tsx'

const SHOWN_MS = 12_000

/** A sentence made when it is shown, so that it follows the language. */
export type Notice = (text: Text) => string

const NoticeContext = createContext<((notice: Notice) => void) | null>(null)

/** Shows notices at the edge of the page, one at a time, oldest first. */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [queue, setQueue] = useState<readonly Notice[]>([])
  const text = useText()
  const notify = useCallback((notice: Notice) => setQueue((waiting) => [...waiting, notice]), [])
  const dismiss = useCallback(() => setQueue((waiting) => waiting.slice(1)), [])
  const current = queue[0]
  useEffect(() => {
    if (!current) return
    const timer = setTimeout(dismiss, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [current, dismiss])
  return (
    <NoticeContext value={notify}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-3 bottom-22 z-50 flex justify-center sm:inset-x-auto sm:top-5 sm:right-5 sm:bottom-auto"
      >
        {current && (
          <div
            data-testid="notice"
            className="pointer-events-auto flex max-w-md items-start gap-3 rounded-2xl border border-gold/40 bg-ink-2/95 px-4 py-3 text-sm text-cream shadow-2xl backdrop-blur"
          >
            <span aria-hidden="true" className="mt-1.5 size-2 shrink-0 rotate-45 bg-gold" />
            <p className="min-w-0 break-words">{current(text)}</p>
            <button
              type="button"
              onClick={dismiss}
              aria-label={text.t('app.dismiss')}
              className="-m-1 rounded-lg px-2 text-lg leading-6 text-mist hover:text-cream"
            >
              ×
            </button>
          </div>
        )}
      </div>
    </NoticeContext>
  )
}

/** Shows a sentence that belongs to no place on the page. */
export function useNotify(): (notice: Notice) => void {
  const notify = useContext(NoticeContext)
  if (!notify) throw new TypeError('useNotify needs a NoticeProvider')
  return notify
}
