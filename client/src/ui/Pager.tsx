import { useText } from '../text/LanguageProvider.tsx'
import { Button } from './Button.tsx'

interface PagerProps {
  readonly label: string
  readonly page: number
  readonly pages: number
  turnTo(page: number): void
}

/** Turns the pages of a list that is shown newest first; nothing where all of it is on one page. */
export function Pager({ label, page, pages, turnTo }: PagerProps) {
  const { t, whole } = useText()
  const last = Math.max(page, pages)
  if (last <= 1) return null
  return (
    <nav aria-label={label} className="mt-6 flex items-center justify-center gap-4">
      <Button disabled={page <= 1} onClick={() => turnTo(page - 1)}>
        {t('history.previous')}
      </Button>
      <span className="text-sm text-mist tabular-nums">
        {t('history.page', { page: whole(page), pages: whole(last) })}
      </span>
      <Button disabled={page >= last} onClick={() => turnTo(page + 1)}>
        {t('history.next')}
      </Button>
    </nav>
  )
}
