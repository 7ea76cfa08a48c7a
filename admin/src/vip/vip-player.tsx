import type { AdminVipPlayerReply, VipTier } from '@casino-club/shared'
import { Alert, Button, Stack, TextField, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import { useCanAccess } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'

interface VipPlayerProps {
  readonly id: number
  readonly tiers: readonly VipTier[]
  readonly round: number
  readonly onChanged: () => void
}

/** How one player stands, every change of it, and setting a tier for a time. */
export function VipPlayer({ id, tiers, round, onChanged }: VipPlayerProps) {
  const words = useWords()
  const { tierPlayer } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'set', resource: 'vip' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(() => tierPlayer(id), [tierPlayer, id, round])
  const { report, failure } = useReport(read)
  return (
    <Panel title={report ? words('vip.one', { nickname: report.nickname }) : words('vip.oneAny')}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? <Standing player={report} /> : null}
      {report && canAccess ? <Setting player={report} tiers={tiers} onChanged={onChanged} /> : null}
    </Panel>
  )
}

function Standing({ player: { tier, manual, counted, history } }: { player: AdminVipPlayerReply }) {
  const words = useWords()
  const format = useFormat()
  const none = words('vip.none')
  return (
    <Stack spacing={1} data-testid="vip-standing" data-tier={tier ?? ''}>
      <Typography variant="body2">
        {words('vip.now', { tier: tier ?? none })}
        {manual
          ? ` · ${words('vip.setBy', { by: manual.by, until: format.dateTime(manual.until), why: manual.reason })}`
          : ''}
      </Typography>
      {counted.map((each) => (
        <Typography key={each.tier} variant="body2" color="text.secondary">
          {words('vip.counted', {
            tier: each.tier,
            won: format.amount(each.spendWon),
            days: format.amount(each.activeDays),
          })}
        </Typography>
      ))}
      <ul data-testid="vip-history">
        {history.map(({ seq, at, kind, from, to, by, reason }) => (
          <li key={seq}>
            {format.dateTime(at)} · {words(`vip.kinds.${kind}`)} · {from ?? none} → {to ?? none}
            {by ? ` · ${by}: ${reason}` : ''}
          </li>
        ))}
      </ul>
    </Stack>
  )
}

const DAY_MS = 86_400_000
const DAYS_FIRST = '30'

function Setting({
  player,
  tiers,
  onChanged,
}: Pick<VipPlayerProps, 'tiers' | 'onChanged'> & { player: AdminVipPlayerReply }) {
  const words = useWords()
  const { setTier, unsetTier } = useAdminActions()
  const [what, setWhat] = useState<'set' | 'unset' | null>(null)
  const [tier, setTierTo] = useState('')
  const [days, setDays] = useState(DAYS_FIRST)
  const isWhole = /^[1-9]\d{0,3}$/.test(days)
  const confirm = async (reason: string) => {
    const until = new Date(Date.now() + Number(days) * DAY_MS).toISOString()
    if (what === 'set') await setTier(player.id, { tier: tier === '' ? null : tier, until, reason })
    else await unsetTier(player.id, reason)
    onChanged()
  }
  return (
    <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
      <Button onClick={() => setWhat('set')} data-testid="vip-set-open">
        {words('vip.set')}
      </Button>
      <Button disabled={player.manual === null} onClick={() => setWhat('unset')}>
        {words('vip.unset')}
      </Button>
      {what === null ? null : (
        <ReasonDialog
          title={words(what === 'set' ? 'vip.setTitle' : 'vip.unsetTitle', { nickname: player.nickname })}
          body={words('vip.setBody')}
          confirmLabel={words(what === 'set' ? 'vip.set' : 'vip.unset')}
          testId="vip-set"
          ready={what === 'unset' || isWhole}
          onConfirm={confirm}
          onClose={() => setWhat(null)}
        >
          {what === 'set' ? (
            <SetInputs tiers={tiers} tier={tier} onTier={setTierTo} days={days} onDays={setDays} wrong={!isWhole} />
          ) : null}
        </ReasonDialog>
      )}
    </Stack>
  )
}

interface SetInputsProps {
  readonly tiers: readonly VipTier[]
  readonly tier: string
  readonly onTier: (tier: string) => void
  readonly days: string
  readonly onDays: (days: string) => void
  readonly wrong: boolean
}

function SetInputs({ tiers, tier, onTier, days, onDays, wrong }: SetInputsProps) {
  const words = useWords()
  return (
    <>
      <TextField
        select
        label={words('vip.tier')}
        value={tier}
        onChange={(event) => onTier(event.target.value)}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'vip-set-tier' } }}
      >
        <option value="">{words('vip.none')}</option>
        {tiers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name.en}
          </option>
        ))}
      </TextField>
      <TextField
        label={words('vip.setDays')}
        value={days}
        error={wrong}
        onChange={(event) => onDays(event.target.value)}
      />
    </>
  )
}
