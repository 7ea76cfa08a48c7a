import type { RpsHand } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Play } from '../games/use-play.ts'
import { HandIcon } from './HandIcon.tsx'

interface SideProps {
  readonly name: string
  /** Null while it is not to be seen. */
  readonly hand: RpsHand | null
  readonly shaking: boolean
  readonly lit: boolean
}

/** Both hands: fists that shake while the answer is awaited, then what was thrown. */
export function Duel({ play, chosen, still }: { play: Play<'rps'>; chosen: RpsHand | null; still: boolean }) {
  const { t } = useText()
  const shown = play.phase === 'shown' ? play.outcome : null
  const underWay = play.phase === 'waiting' || play.phase === 'turning'
  const own = shown?.hand ?? (underWay ? chosen : null)
  return (
    <div
      data-testid="duel"
      data-house={shown?.house}
      data-result={shown?.result}
      className="grid grid-cols-[1fr_auto_1fr] items-center gap-3 rounded-3xl border border-gold/30 bg-linear-to-b from-[#3a2350] to-[#150b26] p-5 sm:p-7"
    >
      <Side name={t('rps.you')} hand={own} shaking={underWay && !still} lit={shown !== null && shown.win > shown.bet} />
      <span aria-hidden="true" className="font-display text-2xl text-mist">
        :
      </span>
      <Side name={t('rps.house')} hand={shown?.house ?? null} shaking={underWay && !still} lit={false} />
    </div>
  )
}

function Side({ name, hand, shaking, lit }: SideProps) {
  const { t } = useText()
  return (
    <div className="min-w-0 text-center">
      <p className="mb-2 text-sm text-mist">{name}</p>
      <div
        role="img"
        aria-label={hand ? t('rps.hand', { name, hand: t(`rps.${hand}`) }) : t('rps.handHidden', { name })}
        className={`mx-auto grid size-28 place-items-center rounded-3xl border bg-black/40 sm:size-36 ${
          lit ? 'border-gold text-gold' : 'border-white/10'
        } ${shaking ? 'animate-bounce' : ''}`}
      >
        {hand ? (
          <HandIcon hand={hand} className="size-18 sm:size-24" />
        ) : (
          <span aria-hidden="true" className="font-display text-5xl text-mist">
            ?
          </span>
        )}
      </div>
    </div>
  )
}
