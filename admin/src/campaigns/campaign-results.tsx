import type { CampaignResults } from '@casino-club/shared'
import { Alert, Chip, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import type { MessageKey } from '../i18n/app-messages.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { CampaignRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Of millions they take some seconds. */
const EVERY_MS = 10_000
const HUNDRED = 100

/** What came of a campaign so far; read anew while somebody looks at it. */
export function CampaignResultsPanel({ campaign: { id, revision, body } }: { campaign: CampaignRecord }) {
  const words = useWords()
  const { campaignResults } = useAdminActions()
  const [results, setResults] = useState<CampaignResults | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was done to the campaign changes its results.
  useEffect(() => {
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async () => {
      try {
        const fresh = await campaignResults(id)
        if (over) return
        setResults(fresh)
        setFailure(null)
      } catch (error) {
        if (!over) setFailure(error)
      }
      if (!over) timer = setTimeout(() => void read(), EVERY_MS)
    }
    void read()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [id, revision, campaignResults])
  const failed = failure ? <RefusalAlert failure={failure} testId="campaign-results-failed" /> : null
  if (results === null) return failed
  return (
    <>
      {failed}
      <Panel title={words('campaigns.results')}>
        <Stack spacing={2}>
          <Totals results={results} />
          <ArmsTable results={results} />
          <ChannelsTable results={results} />
          <SkippedTable results={results} />
        </Stack>
      </Panel>
      <Panel title={words('campaigns.guard')}>
        {body.holdoutPercent === 0 ? (
          <Alert severity="warning" data-testid="campaign-no-holdout">
            {words('campaigns.harmUnknown')}
          </Alert>
        ) : (
          <GuardTable results={results} />
        )}
      </Panel>
    </>
  )
}

function Totals({ results }: { results: CampaignResults }) {
  const words = useWords()
  const format = useFormat()
  return (
    <div data-testid="campaign-results">
      <Facts>
        {(['sent', 'notReached', 'resendable', 'underWay', 'opened', 'clicked'] as const).map((name) => (
          <Fact key={name} name={words(`campaigns.${name}`)}>
            <span data-testid={`campaign-${name}`}>{format.amount(results[name])}</span>
          </Fact>
        ))}
      </Facts>
    </div>
  )
}

/** A table of figures; its first column is what they are of. */
function Figures({
  head,
  rows,
  testId,
}: {
  head: readonly string[]
  rows: readonly (readonly string[])[]
  testId: string
}) {
  if (rows.length === 0) return null
  return (
    <Table size="small" data-testid={testId}>
      <TableHead>
        <TableRow>
          {head.map((name, column) => (
            <TableCell key={name} align={column === 0 ? 'left' : 'right'}>
              {name}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((cells) => (
          <TableRow key={cells.join('|')}>
            {cells.map((cell, column) => (
              <TableCell key={head[column]} align={column === 0 ? 'left' : 'right'}>
                {cell}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function ArmsTable({ results: { reached, heldOut } }: { results: CampaignResults }) {
  const words = useWords()
  const format = useFormat()
  const head = (['goal', 'players', 'converted', 'rate'] as const).map((name) => words(`campaigns.${name}`))
  const row = (name: string, { players, converted }: CampaignResults['reached']) => [
    ...[name, format.amount(players), format.amount(converted)],
    players === 0 ? '–' : format.percent((HUNDRED * converted) / players),
  ]
  const rows = [row(words('campaigns.reachedArm'), reached), row(words('campaigns.heldOutArm'), heldOut)]
  return <Figures head={head} rows={rows} testId="campaign-arms" />
}

function ChannelsTable({ results: { channels } }: { results: CampaignResults }) {
  const words = useWords()
  const format = useFormat()
  const columns = ['sent', 'clicked', 'underWay', 'failed'] as const
  const head = [words('campaigns.channel'), ...columns.map((name) => words(`campaigns.${name}`))]
  const rows = channels.map(({ channel, ...counts }) => [
    words(`campaigns.channelNames.${channel}`),
    ...columns.map((name) => format.amount(counts[name])),
  ])
  return <Figures head={head} rows={rows} testId="campaign-channels" />
}

const REASONS = new Set([
  ...[
    'account_closed',
    'no_consent',
    'safe_play',
    'all_off',
    'type_off',
    'channel_off',
    'quiet_hours',
    'frequency_cap',
  ],
  ...['no_channel', 'no_target', 'suppressed', 'unsubscribed', 'expired', 'cancelled'],
])

function SkippedTable({ results: { skipped } }: { results: CampaignResults }) {
  const words = useWords()
  const format = useFormat()
  const why = (reason: string) => (REASONS.has(reason) ? words(`campaigns.reasons.${reason}` as MessageKey) : reason)
  const head = [words('campaigns.why'), words('campaigns.channel'), words('campaigns.times')]
  const rows = skipped.map(({ channel, reason, count }) => [
    ...[why(reason), words(`campaigns.channelNames.${channel}`), format.amount(count)],
  ])
  return <Figures head={head} rows={rows} testId="campaign-skipped" />
}

function GuardTable({ results: { checks } }: { results: CampaignResults }) {
  const words = useWords()
  const format = useFormat()
  if (checks.length === 0) return <Typography variant="body2">{words('campaigns.noChecks')}</Typography>
  const arm = (harmed: number, players: number) =>
    words('campaigns.arm', { harmed: format.amount(harmed), players: format.amount(players) })
  return (
    <Stack component="ul" spacing={1} sx={{ m: 0, p: 0, listStyle: 'none' }} data-testid="campaign-guard">
      {checks.map(({ harm, reached, reachedHarmed, heldOut, heldOutHarmed, significant, at }) => (
        <Stack component="li" direction="row" spacing={1} key={harm} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Chip
            size="small"
            color={significant ? 'error' : 'default'}
            label={words(significant ? 'campaigns.significant' : 'campaigns.fine')}
          />
          <Typography variant="body2">
            {`${words(`campaigns.harms.${harm}`)}: ${words('campaigns.reachedArm')} ${arm(reachedHarmed, reached)}, ${words('campaigns.heldOutArm')} ${arm(heldOutHarmed, heldOut)} · ${format.dateTime(at)}`}
          </Typography>
        </Stack>
      ))}
    </Stack>
  )
}
