import type { ShopProduct } from '@casino-club/shared'
import { useText } from './LanguageProvider.tsx'

/** Why one sees what others do not: the groups it is for that one is in. */
export function ForWhom({ audience }: { readonly audience: ShopProduct['audience'] }) {
  const { t, language } = useText()
  if (audience === null || audience.length === 0) return null
  const groups = audience.map((name) => name[language]).join(', ')
  return <p data-testid="for-whom">{t('audience.only', { groups })}</p>
}
