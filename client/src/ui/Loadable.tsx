import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { ApiResult } from '../api/http.ts'
import { useText } from '../text/LanguageProvider.tsx'
import type { Trouble } from '../text/translate.ts'
import { Button } from './Button.tsx'
import { Card } from './Card.tsx'

/** Something that is being asked for, has come, or could not be had. */
export type Load<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly value: T }
  | { readonly status: 'failed'; readonly trouble: Trouble }

/** Asks when the screen opens, when `ask` changes, and again on demand; a late answer to an older question is dropped. */
export function useLoad<T>(ask: () => Promise<ApiResult<T>>): [Load<T>, () => void] {
  const [load, setLoad] = useState<Load<T>>({ status: 'loading' })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let current = true
    void ask().then((result) => {
      if (!current) return
      setLoad(result.ok ? { status: 'loaded', value: result.value } : { status: 'failed', trouble: result.trouble })
    })
    return () => {
      current = false
    }
  }, [ask, round])
  const again = useCallback(() => setRound((count) => count + 1), [])
  return [load, again]
}

/** Shows what was loaded; before that a quiet placeholder, and on trouble the reason with a way to ask again. */
export function Loadable<T>({
  load,
  again,
  failed,
  children,
}: {
  load: Load<T>
  again: () => void
  failed: string
  children: (value: T) => ReactNode
}) {
  const { t, trouble } = useText()
  if (load.status === 'loaded') return <>{children(load.value)}</>
  if (load.status === 'loading') return <Placeholder label={t('app.loading')} />
  return (
    <Card>
      <div role="alert">
        <p className="font-semibold">{failed}</p>
        <p className="mt-1 text-sm text-mist">{trouble(load.trouble)}</p>
      </div>
      <Button className="mt-4" onClick={again}>
        {t('app.retry')}
      </Button>
    </Card>
  )
}

/** Grey bars where something will stand. */
export function Placeholder({ label }: { label: string }) {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">{label}</span>
      {['w-full', 'w-11/12', 'w-4/5'].map((width) => (
        <div key={width} className={`h-14 animate-pulse rounded-2xl bg-white/5 ${width}`} />
      ))}
    </div>
  )
}
