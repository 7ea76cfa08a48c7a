import type { Play, SeedsReply } from '@casino-club/shared'
import { useCallback, useEffect, useId, useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { inputLook } from '../../ui/Field.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { symbolName } from '../../ui/symbols/SlotSymbol.tsx'
import { GAMES } from '../games/contract.ts'
import { ROUND_GAME_IDS } from '../rounds/round-games.ts'
import { VerifyResult } from './VerifyResult.tsx'
import { type VerificationResult, verifyPlay } from './verify-play.ts'

const OFFERED_PLAYS = 100

/** The play that the history handed over with its link; it may be older than the ones offered here. */
function useHandedPlay(): Play | null {
  const state = useLocation().state as { play?: Play } | null
  return state?.play ?? null
}

/** Picks a play and verifies it. */
export function VerifyCard({ seeds }: { seeds: SeedsReply }) {
  const { t } = useText()
  const { backend } = useSession()
  const handed = useHandedPlay()
  const ask = useCallback(() => backend.plays.history(1, OFFERED_PLAYS), [backend])
  const [load, again] = useLoad(ask)
  return (
    <Card title={t('fair.verifyTitle')} lead={t('fair.verifyLead')}>
      <Loadable load={load} again={again} failed={t('history.failed')}>
        {({ plays }) => {
          const missing = handed && !plays.some(({ eventId }) => eventId === handed.eventId)
          const offered = missing ? [handed, ...plays] : plays
          if (offered.length === 0) return <p className="text-mist">{t('fair.pickNone')}</p>
          return <VerifyForm plays={offered} seeds={seeds} />
        }}
      </Loadable>
    </Card>
  )
}

function VerifyForm({ plays, seeds }: { plays: readonly Play[]; seeds: SeedsReply }) {
  const { t } = useText()
  const { backend } = useSession()
  const [params] = useSearchParams()
  const wanted = params.get('event')
  const [eventId, setEventId] = useState(wanted ?? plays[0]?.eventId ?? '')
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<VerificationResult | null>(null)
  const chosen = useMemo(() => plays.find((play) => play.eventId === eventId), [plays, eventId])

  const verify = useCallback(async () => {
    if (!chosen) return setResult({ ok: false, trouble: 'NOT_FOUND' })
    setBusy(true)
    setResult(await verifyPlay(chosen, seeds, backend))
    setBusy(false)
  }, [chosen, seeds, backend])

  // A link from the history asks for one play; its answer should not need another press. New seeds may change it.
  useEffect(() => {
    if (wanted !== null && wanted === eventId) void verify()
  }, [wanted, eventId, verify])

  const pick = (picked: string) => {
    setEventId(picked)
    setResult(null)
  }

  return (
    <>
      <div className="flex flex-col gap-3 sm:flex-row sm:items-end">
        <PlayPicker plays={plays} eventId={eventId} onPick={pick} />
        <Button look="gold" data-testid="verify" disabled={busy} onClick={() => void verify()}>
          {busy ? t('fair.verifying') : t('fair.verify')}
        </Button>
      </div>
      <div aria-live="polite">{result && <VerifyResult result={result} />}</div>
    </>
  )
}

interface PlayPickerProps {
  readonly plays: readonly Play[]
  readonly eventId: string
  onPick(eventId: string): void
}

function PlayPicker({ plays, eventId, onPick }: PlayPickerProps) {
  const { t, instant, whole } = useText()
  const id = useId()
  const describe = ({ game, occurredAt, bet, win, outcome }: Play) => {
    const other = [...GAMES, ...ROUND_GAME_IDS].find((id) => id === game)
    const reels = Array.isArray(outcome.reels) ? outcome.reels.map((reel) => symbolName(String(reel), t)) : []
    return `${instant(occurredAt)} · ${other ? t(`game.${other}`) : reels.join(' ')} · ${whole(bet)} → ${whole(win)}`
  }
  return (
    <div className="min-w-0 grow">
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('fair.pick')}
      </label>
      <select
        id={id}
        data-testid="verify-play"
        value={eventId}
        onChange={(event) => onPick(event.target.value)}
        className={`${inputLook} truncate`}
      >
        {plays.map((play) => (
          <option key={play.eventId} value={play.eventId}>
            {describe(play)}
          </option>
        ))}
      </select>
    </div>
  )
}
