import type { VaultReports } from '@casino-club/shared'
import { Alert, Typography, useTheme } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { ReportBars } from '../../reports/report-bars.tsx'
import { ReportTable } from '../../reports/report-table.tsx'
import { byDay, byVault, type Step } from './report-figures.ts'

const STATES = ['locked', 'unlocked', 'claimed', 'expired'] as const
const NAMES = { locked: 'LOCKED', unlocked: 'UNLOCKED', claimed: 'CLAIMED', expired: 'EXPIRED' } as const
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** Four colors that stand for the same state in every chart. */
function useStateColors() {
  const { palette } = useTheme()
  return {
    locked: palette.text.secondary,
    unlocked: palette.info.main,
    claimed: palette.success.main,
    expired: palette.error.main,
  }
}

/** How the vaults of each type stood. */
export function FunnelPanel({ funnel }: Pick<VaultReports, 'funnel'>) {
  const words = useWords()
  const format = useFormat()
  const colors = useStateColors()
  const share = (part: number | null) => (part === null ? '–' : format.percent(part / 100))
  const summary = words('vaultReports.funnelSummary', {
    claimed: format.amount(sum(funnel.map(({ claimed }) => claimed))),
    expired: format.amount(sum(funnel.map(({ expired }) => expired))),
    open: format.amount(sum(funnel.map(({ locked, unlocked }) => locked + unlocked))),
  })
  return (
    <Panel title={words('vaultReports.funnel')}>
      <ReportBars
        stacked
        testId="funnel-chart"
        summary={summary}
        rows={funnel.map((row) => ({ ...row, label: row.type }))}
        series={STATES.map((key) => ({ key, name: words(`vaults.statuses.${NAMES[key]}`), color: colors[key] }))}
      />
      <ReportTable
        testId="funnel-table"
        name={words('vaultReports.funnel')}
        left={2}
        columns={[
          words('vaultReports.type'),
          words('vaultReports.counted'),
          ...STATES.map((state) => words(`vaults.statuses.${NAMES[state]}`)),
          words('vaultReports.claimRate'),
          words('vaultReports.expireRate'),
        ]}
        rows={funnel.map((row) => ({
          key: row.type,
          cells: [
            row.type,
            row.date,
            ...STATES.map((state) => format.amount(row[state])),
            share(row.claimRate),
            share(row.expireRate),
          ],
        }))}
      />
    </Panel>
  )
}

/** What was claimed and what expired, day by day. */
export function EndingsPanel({ endings }: Pick<VaultReports, 'endings'>) {
  const words = useWords()
  const format = useFormat()
  const colors = useStateColors()
  const title = words('vaultReports.endings')
  if (endings.length === 0)
    return (
      <Panel title={title}>
        <Alert severity="info">{words('vaultReports.noEndings')}</Alert>
      </Panel>
    )
  const days = byDay(endings)
  const summary = words('vaultReports.endingsSummary', {
    claimed: format.amount(sum(days.map(({ claimed }) => claimed))),
    expired: format.amount(sum(days.map(({ expired }) => expired))),
  })
  const claimed = words('vaults.statuses.CLAIMED')
  const expired = words('vaults.statuses.EXPIRED')
  return (
    <Panel title={title}>
      <ReportBars
        testId="endings-chart"
        summary={summary}
        rows={days}
        series={[
          { key: 'claimed', name: claimed, color: colors.claimed },
          { key: 'expired', name: expired, color: colors.expired },
        ]}
      />
      <ReportTable
        testId="endings-table"
        name={title}
        left={2}
        columns={[
          words('vaultReports.day'),
          words('vaultReports.type'),
          claimed,
          words('vaultReports.claimedCoins'),
          expired,
          words('vaultReports.expiredCoins'),
        ]}
        rows={endings.toReversed().map((row) => ({
          key: `${row.date} ${row.type}`,
          cells: [
            row.date,
            row.type,
            ...[row.claimed, row.claimedCoins, row.expired, row.expiredCoins].map((figure) => format.amount(figure)),
          ],
        }))}
      />
    </Panel>
  )
}

interface ProgressPanelProps {
  readonly kind: 'attendance' | 'deposits'
  readonly steps: readonly Step[]
  readonly readAt: string
}

/** How far those have come whose vaults are open now. */
export function ProgressPanel({ kind, steps, readAt }: ProgressPanelProps) {
  const words = useWords()
  const format = useFormat()
  const title = words(`vaultReports.${kind}`)
  return (
    <Panel title={title}>
      <Typography variant="body2" color="text.secondary">
        {words('vaultReports.now', { time: format.dateTime(readAt) })}
      </Typography>
      {steps.length === 0 ? <Alert severity="info">{words('vaultReports.noOpen')}</Alert> : null}
      {byVault(steps).map(({ key, steps: of }) => (
        <Steps key={key} kind={kind} steps={of} />
      ))}
    </Panel>
  )
}

function Steps({ kind, steps }: Pick<ProgressPanelProps, 'kind' | 'steps'>) {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const players = words('vaultReports.players')
  const name = ({ from, most }: Step) => {
    if (most === from) return format.amount(from)
    if (most === null) return words('vaultReports.enough', { from: format.amount(from) })
    return words('vaultReports.step', { from: format.amount(from), most: format.amount(most) })
  }
  const summary = words('vaultReports.stepsSummary', {
    players: format.amount(sum(steps.map((step) => step.players))),
    steps: steps.length,
  })
  const [first] = steps
  return (
    <>
      <Typography variant="overline" component="h3">
        {first?.type} · {words('vaultReports.needed')} {format.amount(first?.needed ?? 0)}
      </Typography>
      <ReportBars
        testId={`${kind}-chart`}
        summary={summary}
        rows={steps.map((step) => ({ label: name(step), players: step.players }))}
        series={[{ key: 'players', name: players, color: palette.primary.main }]}
      />
      <ReportTable
        testId={`${kind}-table`}
        name={words(`vaultReports.${kind}`)}
        columns={[words(kind === 'attendance' ? 'vaultReports.days' : 'vaultReports.won'), players]}
        rows={steps.map((step) => ({ key: String(step.from), cells: [name(step), format.amount(step.players)] }))}
      />
    </>
  )
}
