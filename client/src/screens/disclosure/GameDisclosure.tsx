import type { DisclosureReply } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { FactList } from '../odds/FactList.tsx'
import { PublishedTable } from '../odds/GameOdds.tsx'
import { OutcomeTable } from '../odds/OutcomeTable.tsx'
import { wordKind } from '../odds/word-odds.ts'
import { VersionTable } from './VersionTable.tsx'

type OneGame = DisclosureReply['games'][number]
type InForce = NonNullable<OneGame['inForce']>

interface GameDisclosureProps {
  readonly disclosure: OneGame
  readonly name: string
  readonly pity: number | null
}

/** One game: the version in force with every outcome of every way of playing, and the versions before it. */
export function GameDisclosure({ disclosure: { game, inForce, history }, name, pity }: GameDisclosureProps) {
  const { t } = useText()
  return (
    <section id={game} data-testid={`disclosure-${game}`} aria-label={name} className="mb-10 scroll-mt-32 space-y-4">
      <h2 className="text-2xl">{name}</h2>
      {inForce === null ? (
        <p className="text-mist">{t('disclosure.closed')}</p>
      ) : (
        <Odds inForce={inForce} pity={pity} />
      )}
      <Card title={t('disclosure.history')}>
        <VersionTable versions={history} />
      </Card>
    </section>
  )
}

function Odds({ inForce, pity }: { inForce: InForce; pity: number | null }) {
  const { t } = useText()
  const { version, hash, since, table, analysis } = inForce
  const { facts = {}, kinds } = analysis
  const paysItems = kinds.every(({ rtpPercent }) => rtpPercent === null)
  return (
    <>
      <Card title={t('odds.kinds')}>
        {kinds.map((kind, index) => (
          <KindDetails key={kind.kind} kind={kind} paysItems={paysItems} open={index === 0} />
        ))}
      </Card>
      {typeof facts.pityAt === 'number' && <Guarantee at={facts.pityAt} pity={pity} />}
      {Object.keys(facts).length > 0 && (
        <Card title={t('disclosure.facts')}>
          <FactList facts={facts} />
        </Card>
      )}
      <PublishedTable config={{ tableVersion: version, tableHash: hash, publishedAt: since, table }} />
    </>
  )
}

interface KindDetailsProps {
  readonly kind: InForce['analysis']['kinds'][number]
  readonly paysItems: boolean
  readonly open: boolean
}

function KindDetails({ kind, paysItems, open }: KindDetailsProps) {
  const text = useText()
  const { t, percent } = text
  const { rtpPercent, hitRatePercent } = kind
  return (
    <details open={open} data-kind={kind.kind} className="border-b border-white/5 py-2 last:border-0">
      <summary className="cursor-pointer rounded py-1">
        <span className="font-semibold">{wordKind(kind.kind, text)}</span>{' '}
        <span className="text-sm text-mist">
          {paysItems && t('disclosure.items')}
          {rtpPercent !== null &&
            t('disclosure.return', { percent: percent(rtpPercent), hit: percent(hitRatePercent) })}
        </span>
      </summary>
      <div className="mt-2">
        <OutcomeTable kinds={[kind]} />
      </div>
    </details>
  )
}

function Guarantee({ at, pity }: { at: number; pity: number | null }) {
  const { t } = useText()
  return (
    <Card title={t('odds.pityTitle')}>
      <p className="text-mist">{t('disclosure.pity', { at })}</p>
      {pity !== null && (
        <p data-testid="own-pity" data-value={pity} className="mt-2 font-semibold">
          {t('disclosure.ownPity', { pity, at })}
        </p>
      )}
    </Card>
  )
}
