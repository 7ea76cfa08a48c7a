import type { Recommendation } from '@casino-club/shared'
import { useState } from 'react'
import { Link } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useLoad } from '../../ui/Loadable.tsx'

const WHERE = { mission: '/missions', offer: '/shop' } as const

/** Missions and an offer that may suit one, each with its reason; nothing where there is none, or one holds oneself back. */
export function RecommendationsCard({ className }: { className?: string }) {
  const { t } = useText()
  const { backend } = useSession()
  const [load] = useLoad(backend.recommendations.mine)
  const items = load.status === 'loaded' ? load.value.items : []
  if (items.length === 0) return null
  return (
    <Card title={t('recommend.title')} lead={t('recommend.lead')} {...(className && { className })}>
      <ul className="grid gap-3 md:grid-cols-3" data-testid="recommendations">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  )
}

function useReason({ reason, progress, goal, percent, group }: Recommendation): string {
  const { t, language } = useText()
  const far = { progress: progress ?? 0, goal: goal ?? 0 }
  if (reason === 'NEARLY_DONE') return t('recommend.NEARLY_DONE', far)
  if (reason === 'BEGUN') return t('recommend.BEGUN', far)
  if (reason === 'DISCOUNT_FOR_ALL') return t('recommend.DISCOUNT_FOR_ALL', { percent: percent ?? 0 })
  if (reason === 'FOR_YOUR_GROUP') return t('recommend.FOR_YOUR_GROUP', { group: group?.[language] ?? '' })
  return t(`recommend.${reason}`)
}

function Item({ item }: { item: Recommendation }) {
  const { t, language, trouble: wordTrouble } = useText()
  const { backend } = useSession()
  const [useful, setUseful] = useState(item.useful)
  const [trouble, setTrouble] = useState<string | null>(null)
  const why = useReason(item)
  const title = item.title[language]
  const say = async (said: boolean) => {
    const result = await backend.recommendations.say({ id: item.id, useful: said })
    if (result.ok) setUseful(said)
    setTrouble(result.ok ? null : wordTrouble(result.trouble))
  }
  return (
    <li className="glass flex min-w-0 flex-col gap-2 rounded-2xl px-4 py-3" data-testid={`recommended-${item.target}`}>
      <h3 className="text-lg break-words">{title}</h3>
      <p className="text-sm break-words text-mist" data-reason={item.reason}>
        {why}
      </p>
      <div className="mt-auto flex flex-wrap gap-2">
        <Link
          to={WHERE[item.kind]}
          className={buttonLook('quiet')}
          aria-label={t('recommend.openOf', { title })}
          // The way there does not wait for its counting.
          onClick={() => void backend.recommendations.say({ id: item.id, opened: true })}
          data-testid="recommended-open"
        >
          {t('recommend.open')}
        </Link>
        {[true, false].map((said) => (
          <Button
            key={String(said)}
            aria-pressed={useful === said}
            aria-label={t(said ? 'recommend.usefulOf' : 'recommend.notUsefulOf', { title })}
            onClick={() => void say(said)}
            data-testid={said ? 'recommended-useful' : 'recommended-not-useful'}
          >
            {t(said ? 'recommend.useful' : 'recommend.notUseful')}
          </Button>
        ))}
      </div>
      <p role="status" className="text-sm text-mist">
        {trouble ?? (useful === null ? '' : t('recommend.thanks'))}
      </p>
    </li>
  )
}
