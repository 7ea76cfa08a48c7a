import { Box, Stack } from '@mui/material'
import { Show, TopToolbar, useRecordContext } from 'react-admin'
import { AmountField, ChangeField, Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import { RecordLink } from '../layout/record-link.tsx'
import type { AdminPlayRecord } from '../providers/resources.ts'
import { VerifyPanel } from './verify-panel.tsx'

/** One play: who, when, on which table, everything it came to, and whether it comes to the same again. */
export function PlayShow() {
  return (
    <Show title={<PlayTitle />} actions={<TopToolbar />}>
      <WholePlay />
    </Show>
  )
}

function PlayTitle() {
  const words = useWords()
  const play = useRecordContext<AdminPlayRecord>()
  return <span>{play?.eventId ? words('plays.title', { id: play.eventId }) : ''}</span>
}

function WholePlay() {
  const play = useRecordContext<AdminPlayRecord>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!play?.eventId) return null
  return (
    <Stack spacing={2} sx={{ p: 2 }}>
      <SummaryPanel play={play} />
      <VerifyPanel key={play.eventId} eventId={play.eventId} />
      <OutcomePanel outcome={play.outcome} />
    </Stack>
  )
}

function SummaryPanel({ play: { userId, nickname, siteId, game, tableVersion, eventId } }: { play: AdminPlayRecord }) {
  const words = useWords()
  return (
    <Panel title={words('plays.summary')}>
      <Facts>
        <Fact name={words('resources.plays.fields.eventId')}>
          <Code>{eventId}</Code>
        </Fact>
        <Fact name={words('resources.plays.fields.occurredAt')}>
          <TimeField source="occurredAt" />
        </Fact>
        <Fact name={words('resources.plays.fields.nickname')}>
          <RecordLink resource="players" id={userId}>
            {`${nickname} (${siteId})`}
          </RecordLink>
        </Fact>
        <Fact name={words('resources.plays.fields.game')}>{words(`games.${game}`)}</Fact>
        <Fact name={words('resources.plays.fields.tableVersion')}>
          <RecordLink resource="odds-tables" id={`${game}-${tableVersion}`}>
            {tableVersion}
          </RecordLink>
        </Fact>
        <Fact name={words('resources.plays.fields.bet')}>
          <AmountField source="bet" />
        </Fact>
        <Fact name={words('resources.plays.fields.win')}>
          <AmountField source="win" testId="play-win" />
        </Fact>
        <Fact name={words('resources.plays.fields.net')}>
          <ChangeField source="net" />
        </Fact>
      </Facts>
    </Panel>
  )
}

/** The outcome as it was recorded, field by field. */
function OutcomePanel({ outcome }: { outcome: Readonly<Record<string, unknown>> }) {
  const words = useWords()
  return (
    <Panel title={words('plays.outcome')}>
      <Box data-testid="play-outcome">
        <Facts>
          {Object.entries(outcome).map(([field, value]) => (
            <Fact key={field} name={field}>
              <Code>{typeof value === 'string' ? value : JSON.stringify(value, null, 1)}</Code>
            </Fact>
          ))}
        </Facts>
      </Box>
    </Panel>
  )
}
