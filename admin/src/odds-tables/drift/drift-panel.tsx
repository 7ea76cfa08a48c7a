import type { OddsDriftReply } from '@casino-club/shared'
import { Alert, Skeleton, Stack, Typography } from '@mui/material'
import { lazy, Suspense } from 'react'
import { useGetOne } from 'react-admin'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import type { OddsVersion } from '../../providers/resources.ts'
import { KindPicker, useKind } from '../odds/kind-picker.tsx'
import { RefusalAlert } from '../refusal-alert.tsx'
import { useOddsNames } from '../use-odds-names.ts'
import { alarmOf, type DriftKind, inOrder, outcomePoints } from './drift-points.ts'
import { LooksTable, OutcomesCounted } from './drift-tables.tsx'

const EVERY_MS = 5_000
const OutcomeChart = lazy(() => import('./drift-charts.tsx').then((module) => ({ default: module.OutcomeChart })))
const LooksChart = lazy(() => import('./drift-charts.tsx').then((module) => ({ default: module.LooksChart })))

/** What was drawn from a version beside what must be drawn, and what the drift watch made of it. */
export function DriftPanel({ version }: { version: OddsVersion }) {
  const words = useWords()
  const { data, error } = useGetOne<OddsDriftReply & { id: string }>(
    'odds-drift',
    { id: version.id },
    { refetchInterval: EVERY_MS, refetchIntervalInBackground: false, retry: false },
  )
  // While react-admin logs out, a refused read answers with an empty record.
  if (!data?.kinds) {
    return error ? <RefusalAlert failure={error} testId="drift-failed" /> : <Skeleton variant="rounded" height={320} />
  }
  if (data.kinds.length === 0) return <Alert severity="info">{words('drift.noDraws')}</Alert>
  return <Drift kinds={inOrder(data.kinds)} falseAlarmRate={data.falseAlarmRate} />
}

function Drift({ kinds, falseAlarmRate }: { kinds: readonly DriftKind[]; falseAlarmRate: number }) {
  const words = useWords()
  const format = useFormat()
  const { kind, choose } = useKind(kinds.map((each) => each.kind))
  const looked = kinds.find((each) => each.kind === kind)
  return (
    <Stack spacing={2}>
      {kinds.map((each) => (
        <AlarmAlert key={each.kind} kind={each} />
      ))}
      {kinds.some(alarmOf) ? null : (
        <Alert severity="success" data-testid="drift-calm">
          {words('drift.calm')}
        </Alert>
      )}
      <Typography variant="body2" color="text.secondary" data-testid="drift-rate">
        {words('drift.rate', { rate: format.chance(falseAlarmRate) })}
      </Typography>
      {looked ? (
        <>
          <KindPicker kinds={kinds.map((each) => each.kind)} kind={looked.kind} onChoose={choose} />
          <OutcomesPanel kind={looked} />
          <LooksPanel kind={looked} />
        </>
      ) : null}
    </Stack>
  )
}

function AlarmAlert({ kind }: { kind: DriftKind }) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  const alarm = alarmOf(kind)
  if (!alarm) return null
  return (
    <Alert severity="error" data-testid="drift-alarm">
      {words('drift.figures', {
        kind: names.kind(kind.kind),
        draws: format.amount(alarm.draws),
        chiSquare: format.statistic(alarm.chiSquare),
        degrees: alarm.degrees,
        pValue: format.chance(alarm.pValue),
        threshold: format.chance(alarm.threshold),
      })}
    </Alert>
  )
}

function OutcomesPanel({ kind }: { kind: DriftKind }) {
  const words = useWords()
  const format = useFormat()
  const points = outcomePoints(kind)
  return (
    <Panel title={words('drift.counted')}>
      <Typography variant="body2" color="text.secondary">
        {words('drift.countedHelp', { draws: format.amount(kind.draws) })}
      </Typography>
      <Suspense fallback={<Skeleton variant="rounded" height={260} />}>
        <OutcomeChart points={points} />
      </Suspense>
      <OutcomesCounted points={points} />
    </Panel>
  )
}

function LooksPanel({ kind: { looks } }: { kind: DriftKind }) {
  const words = useWords()
  return (
    <Panel title={words('drift.looks')}>
      <Typography variant="body2" color="text.secondary">
        {words(looks.length === 0 ? 'drift.noLooks' : 'drift.looksHelp')}
      </Typography>
      {looks.length === 0 ? null : (
        <>
          <Suspense fallback={<Skeleton variant="rounded" height={240} />}>
            <LooksChart looks={looks} />
          </Suspense>
          <LooksTable looks={looks} />
        </>
      )}
    </Panel>
  )
}
