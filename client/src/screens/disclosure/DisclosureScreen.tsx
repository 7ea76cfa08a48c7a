import type { DisclosureReply } from '@casino-club/shared'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useGameName } from '../games/use-game-name.ts'
import { GameDisclosure } from './GameDisclosure.tsx'

/** The odds of all games on one page, with every version that ever was. `pity`: the player's own counter, where there is one. */
export function DisclosureScreen({ pity = null }: { pity?: number | null }) {
  const { t, language } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.odds.disclosure)
  return (
    <div data-testid="disclosure">
      <ScreenTitle title={t('disclosure.title')} lead={t('disclosure.lead')} />
      <p className="mb-5 flex flex-wrap gap-2">
        <a href="/api/disclosure" data-testid="disclosure-json" className={buttonLook('quiet')}>
          {t('disclosure.json')}
        </a>
        <a href={`/api/disclosure/text?lang=${language}`} data-testid="disclosure-text" className={buttonLook('quiet')}>
          {t('disclosure.text')}
        </a>
      </p>
      <Loadable load={load} again={again} failed={t('disclosure.failed')}>
        {(disclosure) => <Games disclosure={disclosure} pity={pity} />}
      </Loadable>
    </div>
  )
}

function Games({ disclosure, pity }: { disclosure: DisclosureReply; pity: number | null }) {
  const { t, instant } = useText()
  const nameOf = useGameName()
  return (
    <>
      <p className="text-sm text-mist">{t('disclosure.generated', { when: instant(disclosure.generatedAt) })}</p>
      <nav aria-label={t('disclosure.contents')} className="my-4">
        <ul className="flex flex-wrap gap-2">
          {disclosure.games.map(({ game }) => (
            <li key={game}>
              <a
                href={`#${game}`}
                className="inline-flex min-h-10 items-center rounded-full border border-white/12 bg-white/5 px-4 text-sm font-semibold hover:bg-white/10"
              >
                {nameOf(game)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {disclosure.games.map((one) => (
        <GameDisclosure key={one.game} disclosure={one} name={nameOf(one.game)} pity={pity} />
      ))}
    </>
  )
}
