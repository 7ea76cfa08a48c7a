import type { VaultStatus, VaultView } from '@casino-club/shared'
import { wordRemaining } from '../../shop/countdown.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { useVaultWords } from './use-vault-words.ts'

interface TileProps {
  readonly vault: VaultView
  /** As of this second, whatever the server wrote down. */
  readonly status: VaultStatus
  readonly serverMs: number
  /** The vault that is being claimed just now. */
  readonly claiming: number | null
  claim(vaultId: number): Promise<void>
}

const LOOKS: Record<VaultStatus, string> = {
  LOCKED: 'border-white/10',
  UNLOCKED: 'border-gold bg-gold/10',
  CLAIMED: 'border-white/10 opacity-70',
  EXPIRED: 'border-white/10 opacity-50',
}

/** A vault: what it holds, what it waits for, and how long. */
export function VaultTile({ vault, status, serverMs, claiming, claim }: TileProps) {
  const text = useText()
  const { t } = text
  const words = useVaultWords()
  const name = words.name(vault.type)
  const isOpen = status === 'LOCKED' || status === 'UNLOCKED'
  return (
    <li
      data-vault={vault.type}
      data-status={status}
      className={`flex flex-col gap-2 rounded-2xl border p-4 motion-safe:transition-colors ${LOOKS[status]}`}
    >
      <h3 className="flex items-baseline justify-between gap-2 font-semibold">
        <span>{name}</span>
        <span className="text-xs text-mist">{t(`vaults.status.${status}`)}</span>
      </h3>
      <p className="text-2xl font-semibold tabular-nums">{t('vaults.coins', { count: vault.coins })}</p>
      {status === 'LOCKED' && <Waiting vault={vault} name={name} />}
      {isOpen && (
        <p className="text-sm text-mist">
          <span>{t('vaults.left')}: </span>
          <time
            role="timer"
            dateTime={vault.expiresAt}
            title={t('vaults.until', { when: text.instant(vault.expiresAt) })}
            className="font-semibold tabular-nums text-cream"
          >
            {wordRemaining(Date.parse(vault.expiresAt), serverMs, text)}
          </time>
        </p>
      )}
      {status === 'UNLOCKED' && (
        <Button
          look="gold"
          className="mt-auto"
          disabled={claiming !== null}
          onClick={() => void claim(vault.id)}
          aria-label={t('vaults.claimOf', { vault: name })}
          data-testid={`vault-claim-${vault.type}`}
        >
          {claiming === vault.id ? t('vaults.claiming') : t('vaults.claim')}
        </Button>
      )}
    </li>
  )
}

function Waiting({ vault: { unlock, progress }, name }: { vault: VaultView; name: string }) {
  const { t, whole } = useText()
  const words = useVaultWords()
  const told = t('vaults.progress', { current: whole(progress.current), needed: whole(progress.needed) })
  return (
    <div className="text-sm">
      <p className="text-mist">{words.unlock(unlock)}</p>
      <progress
        value={progress.current}
        max={progress.needed}
        aria-label={`${name}: ${words.unlock(unlock)}`}
        aria-valuetext={told}
        className="mt-1 h-1.5 w-full accent-[#e9c46a]"
      />
      {unlock.by !== 'first_deposit' && <p className="text-xs text-mist tabular-nums">{told}</p>}
    </div>
  )
}
