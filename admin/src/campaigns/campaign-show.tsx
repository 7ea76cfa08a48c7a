import { Alert, Box, LinearProgress, Stack, Typography } from '@mui/material'
import { Show, TopToolbar, useGetOne, useRecordContext } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import { SaveFileButton } from '../players/save-file-button.tsx'
import type { CampaignRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { AudienceTerms } from './audience-terms.tsx'
import { campaignDraftOf, readAudience } from './campaign-draft.ts'
import { CampaignBadge } from './campaign-list.tsx'
import { CampaignMoves } from './campaign-moves.tsx'
import { CampaignResultsPanel } from './campaign-results.tsx'
import { LiveCount } from './live-count.tsx'
import { PhonePreview } from './phone-preview.tsx'

const WORKING_MS = 2_000
const IDLE_MS = 15_000
const AT_WORK: ReadonlySet<string> = new Set(['scheduled', 'running'])

/** A campaign: how far it is, what it says, and what came of it. */
export function CampaignShow() {
  return (
    <Show title={<CampaignTitle />} actions={<TopToolbar />}>
      <CampaignPage />
    </Show>
  )
}

function CampaignTitle() {
  return <span>{useRecordContext<CampaignRecord>()?.name ?? ''}</span>
}

function CampaignPage() {
  const words = useWords()
  const format = useFormat()
  const shown = useRecordContext<CampaignRecord>()
  const { exportCampaign } = useAdminActions()
  const { data } = useGetOne<CampaignRecord>(
    'campaigns',
    { id: shown?.id ?? 0 },
    {
      enabled: shown?.id !== undefined,
      refetchInterval: ({ state }) => (AT_WORK.has(state.data?.state ?? '') ? WORKING_MS : IDLE_MS),
    },
  )
  const campaign = data ?? shown
  // While react-admin logs out, a refused read answers with an empty record.
  if (!campaign?.body) return null
  const begun = campaign.beganAt !== null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <CampaignBadge state={campaign.state} />
        <Typography variant="body2">{words('campaigns.wave', { wave: campaign.wave })}</Typography>
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {begun ? (
            <SaveFileButton
              resource="campaigns"
              action="write"
              label={words('campaigns.csv')}
              fetchFile={() => exportCampaign(campaign.id)}
              testId="campaign-csv"
            />
          ) : null}
          <CampaignMoves campaign={campaign} />
        </Box>
      </Box>
      {campaign.stopReason ? (
        <Alert severity="error" data-testid="campaign-stopped">
          {words('campaigns.stopped', { reason: campaign.stopReason })}
        </Alert>
      ) : null}
      {campaign.state === 'approval' && campaign.grownTo !== null ? (
        <Alert severity="warning" data-testid="campaign-grown">
          {words('campaigns.grown', { players: format.amount(campaign.grownTo) })}
        </Alert>
      ) : null}
      {begun ? <Progress campaign={campaign} /> : <LiveAudience campaign={campaign} />}
      <TermsPanel campaign={campaign} />
      <Panel title={words('campaigns.preview')}>
        <PhonePreview message={messageOf(campaign)} />
      </Panel>
      {begun ? <CampaignResultsPanel campaign={campaign} /> : null}
    </Stack>
  )
}

const messageOf = ({ body: { category, channels, content, variants, path } }: CampaignRecord) => ({
  ...{ category, channels, content, variants, path },
})

function LiveAudience({ campaign }: { campaign: CampaignRecord }) {
  const words = useWords()
  return (
    <Panel title={words('campaigns.audience')}>
      <LiveCount audience={readAudience(campaignDraftOf(campaign))} />
    </Panel>
  )
}

function Progress({ campaign: { progress } }: { campaign: CampaignRecord }) {
  const words = useWords()
  const format = useFormat()
  const { nextDueAt, ...counts } = progress
  const shown = Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, format.amount(value)]))
  const percent = progress.total === 0 ? 100 : (100 * progress.passed) / progress.total
  return (
    <Panel title={words('campaigns.progress')}>
      <Box role="status" data-testid="campaign-progress">
        <Typography variant="body2">{words('campaigns.progressOf', shown)}</Typography>
        {nextDueAt ? (
          <Typography variant="body2" color="text.secondary">
            {words('campaigns.nextDue', { at: format.dateTime(nextDueAt) })}
          </Typography>
        ) : null}
        <LinearProgress variant="determinate" value={percent} aria-hidden sx={{ mt: 1 }} />
      </Box>
    </Panel>
  )
}

function TermsPanel({ campaign }: { campaign: CampaignRecord }) {
  const words = useWords()
  const format = useFormat()
  const { body, startsAt, createdBy, askedBy, approvedBy } = campaign
  const { schedule, pace, goal } = body
  const start =
    schedule.kind === 'now'
      ? words('campaigns.schedules.now')
      : words(schedule.kind === 'at' ? 'campaigns.at' : 'campaigns.local', { zone: '', ...schedule })
  const paced = pace && words('campaigns.paceOf', { count: pace.count, per: words(`campaigns.pers.${pace.per}`) })
  const by = { created: createdBy, asked: askedBy ?? '–', approved: approvedBy ?? '–' }
  return (
    <Panel title={words('campaigns.terms')}>
      <Facts>
        <Fact name={words('campaigns.audience')}>
          <AudienceTerms audience={body.audience} />
        </Fact>
        <Fact name={words('campaigns.category')}>{words(`campaigns.categories.${body.category}`)}</Fact>
        <Fact name={words('campaigns.schedule')}>{start}</Fact>
        <Fact name={words('campaigns.startsAt')}>{startsAt ? format.dateTime(startsAt) : '–'}</Fact>
        <Fact name={words('campaigns.pace')}>{paced ?? words('campaigns.noPace')}</Fact>
        <Fact name={words('campaigns.holdout')}>{format.amount(body.holdoutPercent)}</Fact>
        <Fact name={words('campaigns.goal')}>{words(`campaigns.goals.${goal.kind}`)}</Fact>
        <Fact name={words('campaigns.withinHours')}>{format.amount(goal.withinHours)}</Fact>
        <Fact name={words('campaigns.validHours')}>{format.amount(body.validHours)}</Fact>
        <Fact name="">{words('campaigns.by', by)}</Fact>
      </Facts>
    </Panel>
  )
}
