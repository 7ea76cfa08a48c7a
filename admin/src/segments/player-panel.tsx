import { type PlayerSegmentsReply, writeCondition } from '@casino-club/shared'
import { Alert, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import { useCanAccess } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'
import { Moves } from './moves-panel.tsx'

interface PlayerPanelProps {
  readonly id: number
  readonly onChanged: () => void
}
type Dimension = PlayerSegmentsReply['dimensions'][number]

/** Why a player is where he is. */
export function PlayerPanel({ id, onChanged }: PlayerPanelProps) {
  const words = useWords()
  const { playerSegments } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'override', resource: 'segments' })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(() => playerSegments(id), [playerSegments, id, round])
  const { report, failure } = useReport(read)
  const changed = () => {
    setRound((count) => count + 1)
    onChanged()
  }
  return (
    <Panel title={words('segments.whyHe', { name: report?.nickname ?? id })}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? (
        <Stack spacing={2} data-testid="segment-reasons">
          {report.dimensions.map((dimension) => (
            <Why key={dimension.dimension} dimension={dimension}>
              {canAccess ? <ByHand id={id} dimension={dimension} onChanged={changed} /> : null}
            </Why>
          ))}
          <KnownFacts player={report} />
          <Moves id={id} dimensions={report.dimensions.map(({ dimension }) => dimension)} round={round} />
        </Stack>
      ) : null}
    </Panel>
  )
}

function Why({ dimension, children }: { readonly dimension: Dimension; readonly children: React.ReactNode }) {
  const words = useWords()
  const format = useFormat()
  const { segment, since, override, rules, byRules } = dimension
  return (
    <section data-testid={`why-${dimension.dimension}`} data-segment={segment ?? ''}>
      <Typography variant="subtitle1" component="h3">
        {dimension.dimension}: {segment ?? words('segments.none')}
        {since ? ` · ${words('segments.since', { since: format.dateTime(since) })}` : ''}
      </Typography>
      {override ? (
        <Typography variant="body2">
          {words('segments.setBy', {
            ...{ by: override.by, until: format.dateTime(override.until), why: override.reason },
            rules: byRules ?? words('segments.none'),
          })}
        </Typography>
      ) : null}
      <ol>
        {rules.map((rule) => (
          <li key={rule.segment}>
            <Typography variant="body2" component="span" sx={{ fontWeight: rule.holds ? 600 : 400 }}>
              {rule.holds ? '✓' : '✗'} {rule.segment}: <code>{writeCondition(rule.when)}</code>
            </Typography>
          </li>
        ))}
      </ol>
      {children}
    </section>
  )
}

function KnownFacts({ player: { facts, asOf } }: { readonly player: PlayerSegmentsReply }) {
  const words = useWords()
  const format = useFormat()
  if (facts === null) return <Typography variant="body2">{words('segments.noFacts')}</Typography>
  return (
    <div>
      <Typography variant="subtitle1" component="h3">
        {words('segments.facts', { day: asOf ?? '' })}
      </Typography>
      <Facts>
        {Object.entries(facts).map(([fact, value]) => (
          <Fact key={fact} name={fact}>
            {value === null ? '–' : format.amount(value)}
          </Fact>
        ))}
      </Facts>
    </div>
  )
}

const DAY_MS = 86_400_000

function ByHand({ id, dimension, onChanged }: { id: number; dimension: Dimension; onChanged: () => void }) {
  const words = useWords()
  const { overrideSegment, endOverride } = useAdminActions()
  const [what, setWhat] = useState<'set' | 'end' | null>(null)
  const [segment, setSegment] = useState('')
  const [days, setDays] = useState('30')
  const { override } = dimension
  const isWhole = /^[1-9]\d{0,2}$/.test(days) && Number(days) <= 365
  const confirm = async (reason: string) => {
    if (what === 'end' && override) await endOverride(override.id, reason)
    else {
      const until = new Date(Date.now() + Number(days) * DAY_MS).toISOString()
      await overrideSegment({ userId: id, dimension: dimension.dimension, segment, until, reason })
    }
    onChanged()
  }
  const testId = `override-${dimension.dimension}`
  return (
    <>
      <Stack direction="row" spacing={1}>
        <Button size="small" onClick={() => setWhat('set')} data-testid={`${testId}-open`}>
          {words('segments.set')}
        </Button>
        {override ? (
          <Button size="small" onClick={() => setWhat('end')} data-testid={`${testId}-end`}>
            {words('segments.end')}
          </Button>
        ) : null}
      </Stack>
      {what ? (
        <ReasonDialog
          title={words(what === 'set' ? 'segments.setTitle' : 'segments.endTitle', { dimension: dimension.dimension })}
          body={words(what === 'set' ? 'segments.setBody' : 'segments.endBody')}
          confirmLabel={words(what === 'set' ? 'segments.set' : 'segments.end')}
          testId={testId}
          ready={what === 'end' || (segment !== '' && isWhole)}
          onConfirm={confirm}
          onClose={() => setWhat(null)}
        >
          {what === 'set' ? (
            <SetInputs {...{ dimension, segment, days, testId }} onSegment={setSegment} onDays={setDays} />
          ) : null}
        </ReasonDialog>
      ) : null}
    </>
  )
}

interface SetInputsProps {
  readonly dimension: Dimension
  readonly segment: string
  readonly days: string
  readonly testId: string
  readonly onSegment: (segment: string) => void
  readonly onDays: (days: string) => void
}

function SetInputs({ dimension, segment, days, testId, onSegment, onDays }: SetInputsProps) {
  const words = useWords()
  return (
    <Stack direction="row" spacing={1}>
      <TextField
        select
        label={words('segments.segment')}
        value={segment}
        onChange={(event) => onSegment(event.target.value)}
        sx={{ minWidth: 180 }}
        slotProps={{ htmlInput: { 'data-testid': `${testId}-segment` } }}
      >
        {dimension.choices.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      <TextField label={words('segments.days')} value={days} onChange={(event) => onDays(event.target.value)} />
    </Stack>
  )
}
