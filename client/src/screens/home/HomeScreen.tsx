import { RANKS, type Rank } from '@casino-club/shared'
import { Link } from 'react-router'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { StreakIcon } from '../../ui/icons.tsx'
import { Placeholder, useLoad } from '../../ui/Loadable.tsx'
import { SlotSymbol } from '../../ui/symbols/SlotSymbol.tsx'
import { PassCard } from '../battlepass/PassCard.tsx'
import { MoodCard } from '../mood/MoodCard.tsx'
import { RecommendationsCard } from '../recommendations/RecommendationsCard.tsx'
import { useOdds } from '../slot/use-odds.ts'
import { AttendanceCard } from '../streak/AttendanceCard.tsx'
import { TutorialCard } from '../tutorial/TutorialCard.tsx'
import { VaultsCard } from '../vaults/VaultsCard.tsx'

/** The lobby: the game, the streak, the rank, and the proof that waits behind the next spin. */
export function HomeScreen() {
  const { t } = useText()
  const { player } = useRoom()
  const { backend } = useSession()
  const [mood, again] = useLoad(backend.mood.today)
  if (!player) return <Placeholder label={t('app.loading')} />
  const said = mood.status === 'loaded' ? mood.value : null
  const hidesOffers = said?.kindness.hidesOffers ?? false
  return (
    <>
      <h1 className="gold-text inline-block text-3xl sm:text-4xl">
        {t('home.welcome', { nickname: player.nickname })}
      </h1>
      <p className="mt-2 text-mist">{t('home.lead')}</p>
      <div className="mt-6 grid gap-4 md:grid-cols-3">
        <MoodCard mood={said} onSaid={again} />
        <TutorialCard className="md:col-span-3" />
        <SlotCard />
        <RecommendationsCard className="md:col-span-3" />
        <AttendanceCard className="md:col-span-3" />
        <VaultsCard withoutOffers={hidesOffers} className="md:col-span-3" />
        {!hidesOffers && <PassCard className="md:col-span-3" />}
        <Card title={t('home.gamesTitle')} lead={t('home.gamesLead')} className="md:col-span-3">
          <Link to="/play" data-testid="home-games" className={buttonLook('quiet')}>
            {t('home.gamesLink')}
          </Link>
        </Card>
        <StreakCard streak={player.streak} />
        <RankCard rank={player.rank} />
        <Card title={t('home.fairTitle')} lead={t('home.fairLead')}>
          <Hash>{player.serverSeedHash}</Hash>
          <Link to="/fairness" className="mt-3 inline-block text-sm font-semibold text-gold hover:underline">
            {t('home.fairLink')} →
          </Link>
        </Card>
      </div>
    </>
  )
}

function SlotCard() {
  const { t } = useText()
  return (
    <section
      aria-label={t('home.slotTitle')}
      className="glass relative overflow-hidden rounded-3xl p-6 sm:p-8 md:col-span-3"
    >
      <div
        aria-hidden="true"
        className="absolute inset-0 -z-10 bg-[radial-gradient(36rem_20rem_at_85%_20%,rgb(198_92_240/0.28),transparent_70%)]"
      />
      <div className="flex flex-col gap-6 sm:flex-row sm:items-center sm:justify-between">
        <div>
          <h2 className="text-3xl sm:text-4xl">{t('home.slotTitle')}</h2>
          <p className="mt-2 max-w-md text-mist">{t('home.slotLead')}</p>
          <Link to="/slot" className={buttonLook('gold', 'mt-5 min-h-12 px-8 text-lg')}>
            {t('home.play')}
          </Link>
        </div>
        <div aria-hidden="true" className="flex gap-2.5">
          {['clover', 'seven', 'diamond'].map((id) => (
            <span
              key={id}
              className="grid size-22 place-items-center rounded-2xl border border-gold/25 bg-black/40 shadow-inner sm:size-28"
            >
              <SlotSymbol id={id} className="size-16 sm:size-20" />
            </span>
          ))}
        </div>
      </div>
    </section>
  )
}

function StreakCard({ streak }: { streak: number }) {
  const { t } = useText()
  const { load } = useOdds()
  const max = load.status === 'loaded' ? load.value.table.streakBonus.maxPercent : null
  return (
    <Card title={t('balance.streak')}>
      <p className="flex items-center gap-2 text-lg font-semibold [&_svg]:size-6">
        <StreakIcon />
        {streak === 0 ? t('home.streakNone') : t('home.streakSome', { count: streak })}
      </p>
      {max !== null && <p className="mt-3 text-sm text-mist">{t('home.streakHint', { max })}</p>}
    </Card>
  )
}

function RankCard({ rank }: { rank: string }) {
  const { t } = useText()
  const { load } = useOdds()
  const known: Rank = RANKS.find((name) => name === rank) ?? 'STANDARD'
  return (
    <Card title={t('home.rank')}>
      <ol className="flex flex-wrap gap-2">
        {RANKS.map((name) => (
          <li
            key={name}
            aria-current={name === known ? 'true' : undefined}
            className={`rounded-full border px-4 py-1.5 text-sm font-semibold ${
              name === known ? 'border-gold bg-gold/15 text-gold' : 'border-white/10 text-mist'
            }`}
          >
            {t(`rank.${name}`)}
          </li>
        ))}
      </ol>
      {load.status === 'loaded' && (
        <p className="mt-3 text-sm text-mist">{t('home.rankLimit', { max: load.value.table.maxBet[known] })}</p>
      )}
    </Card>
  )
}
