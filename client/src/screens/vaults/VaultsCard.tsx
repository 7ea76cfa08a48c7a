import { type VaultView, vaultStatusAt } from '@casino-club/shared'
import { useCallback, useEffect, useState } from 'react'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { VaultTile } from './VaultTile.tsx'

interface VaultsCardProps {
  readonly className?: string
  /** Leaves out what waits for money. */
  readonly withoutOffers?: boolean
}

const waitsForMoney = ({ status, unlock }: VaultView): boolean => status === 'LOCKED' && unlock.by !== 'attendance_days'

/** One's vaults with their timers; nothing where there are none. Asked for again when the room shows a change of them. */
export function VaultsCard({ className, withoutOffers = false }: VaultsCardProps) {
  const { t } = useText()
  const { backend } = useSession()
  const { player } = useRoom()
  const [load, again] = useLoad(backend.vaults.status)
  const standing = player?.vaults.map(({ id, status }) => `${id} ${status}`).join(',')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another standing asks again
  useEffect(again, [standing, again])
  const isShown = (vault: VaultView) => !(withoutOffers && waitsForMoney(vault))
  if (load.status === 'loaded' && !load.value.vaults.some(isShown)) return null
  return (
    <Card title={t('vaults.title')} lead={t('vaults.lead')} {...(className && { className })}>
      <Loadable load={load} again={again} failed={t('vaults.failed')}>
        {({ vaults, offsetMs }) => <VaultList vaults={vaults.filter(isShown)} offsetMs={offsetMs} again={again} />}
      </Loadable>
    </Card>
  )
}

interface ListProps {
  readonly vaults: readonly VaultView[]
  readonly offsetMs: number
  again(): void
}

const TICK_MS = 1_000

function VaultList({ vaults, offsetMs, again }: ListProps) {
  const { claim, claiming, trouble } = useClaim(again)
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const serverMs = nowMs + offsetMs
  return (
    <>
      {trouble && (
        <p role="alert" data-testid="vault-trouble" className="mb-3 text-sm text-rose">
          {trouble}
        </p>
      )}
      <ul data-testid="vaults" className="grid gap-3 md:grid-cols-3">
        {vaults.map((vault) => (
          <VaultTile
            key={vault.id}
            vault={vault}
            status={vaultStatusAt({ status: vault.status, expiresAtMs: Date.parse(vault.expiresAt) }, serverMs)}
            serverMs={serverMs}
            claiming={claiming}
            claim={claim}
          />
        ))}
      </ul>
    </>
  )
}

/** Claims a vault, once a press, and tells what came of it. */
function useClaim(again: () => void) {
  const { trouble: wordTrouble } = useText()
  const { backend } = useSession()
  const notify = useNotify()
  const [claiming, setClaiming] = useState<number | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const claim = useCallback(
    async (vaultId: number) => {
      setClaiming(vaultId)
      setTrouble(null)
      const result = await backend.vaults.claim(vaultId)
      setClaiming(null)
      if (result.ok) notify(({ t }) => t('vaults.claimed', { count: result.value.amount }))
      else setTrouble(wordTrouble(result.trouble))
      again()
    },
    [backend, notify, again, wordTrouble],
  )
  return { claim, claiming, trouble }
}
