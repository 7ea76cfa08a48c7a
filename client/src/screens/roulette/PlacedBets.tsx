import { useText } from '../../text/LanguageProvider.tsx'
import type { Play } from '../games/use-play.ts'
import { placeId } from './layout.ts'
import type { ChipsOnTable } from './use-chips.ts'
import { wordPlace } from './word-place.ts'

const ROW = 'flex items-center justify-between gap-3 py-1.5'

/** The bets that are laid, each with a way back; after a spin what each of its bets paid. */
export function PlacedBets({
  laid,
  play,
  disabled,
}: {
  laid: ChipsOnTable
  play: Play<'roulette'>
  disabled: boolean
}) {
  const text = useText()
  const { t, whole } = text
  if (laid.bets.length === 0) return play.phase === 'shown' ? <Settled play={play} /> : null
  return (
    <section aria-label={t('roulette.placed')} className="rounded-2xl border border-white/10 bg-black/20 px-4 py-2">
      <h2 className="font-sans text-sm font-semibold">{t('roulette.placedTotal', { total: laid.total })}</h2>
      <ul data-testid="placed-bets" className="mt-1 max-h-56 divide-y divide-white/5 overflow-y-auto text-sm">
        {laid.bets.map((bet) => {
          const place = wordPlace(bet, text)
          return (
            <li key={placeId(bet)} className={ROW}>
              <span className="min-w-0 text-mist">{place}</span>
              <span className="flex shrink-0 items-center gap-2 tabular-nums">
                {whole(bet.amount)}
                <button
                  type="button"
                  disabled={disabled}
                  aria-label={t('roulette.takeBack', { place })}
                  onClick={() => laid.clearPlace(placeId(bet))}
                  className="grid size-8 place-items-center rounded-full border border-white/15 text-mist hover:bg-white/10 disabled:opacity-40"
                >
                  ×
                </button>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Settled({ play }: { play: Play<'roulette'> & { phase: 'shown' | 'turning' } }) {
  const text = useText()
  const { t, whole } = text
  const { bets, wins } = play.outcome
  return (
    <section aria-label={t('roulette.settled')} className="rounded-2xl border border-white/10 bg-black/20 px-4 py-2">
      <h2 className="font-sans text-sm font-semibold">{t('roulette.settled')}</h2>
      <ul data-testid="settled-bets" className="mt-1 max-h-56 divide-y divide-white/5 overflow-y-auto text-sm">
        {bets.map((bet, index) => (
          <li key={placeId(bet)} className={ROW}>
            <span className="min-w-0 text-mist">{wordPlace(bet, text)}</span>
            <span className="shrink-0 tabular-nums">
              {whole(bet.amount)} → {whole(wins[index] ?? 0)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
