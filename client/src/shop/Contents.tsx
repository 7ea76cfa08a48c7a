import type { Reward } from '@casino-club/shared'
import { useItems } from '../items/ItemsProvider.tsx'
import { useText } from '../text/LanguageProvider.tsx'
import { wordContents } from './price-words.ts'

/** What so many of a product bring, in words. */
export function Contents({ contents, quantity = 1 }: { contents: readonly Reward[]; quantity?: number }) {
  const text = useText()
  const { nameIn } = useItems()
  return (
    <ul aria-label={text.t('shop.contents')} data-testid="contents" className="space-y-1 text-sm">
      {wordContents(contents, quantity, text, nameIn).map((line) => (
        <li key={line} className="flex items-baseline gap-2">
          <span aria-hidden="true" className="size-1.5 shrink-0 rotate-45 bg-gold" />
          <span className="min-w-0 break-words">{line}</span>
        </li>
      ))}
    </ul>
  )
}
