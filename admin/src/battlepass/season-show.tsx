import EditIcon from '@mui/icons-material/EditOutlined'
import { Box, Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Link, Show, TopToolbar, useCanAccess, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { Code } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { SeasonRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { SeasonBadge } from './season-list.tsx'
import { SeasonPreview } from './season-preview.tsx'
import { SeasonStandings } from './season-standings.tsx'

/** Players go on while somebody looks at it. */
const EVERY_MS = 5_000

/** A season: what a player sees, how it goes, who stands where, and all its versions. */
export function SeasonShow() {
  return (
    <Show title={<SeasonTitle />} actions={<TopToolbar />} queryOptions={{ refetchInterval: EVERY_MS }}>
      <SeasonPage />
    </Show>
  )
}

function SeasonTitle() {
  return <span>{useRecordContext<SeasonRecord>()?.id ?? ''}</span>
}

function SeasonPage() {
  const words = useWords()
  const season = useRecordContext<SeasonRecord>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!season?.versions) return null
  const draft = season.versions.find(({ status }) => status === 'draft')
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Code>{season.id}</Code>
        <SeasonBadge season={season} />
        <Box sx={{ ml: 'auto' }}>
          <Buttons season={season} />
        </Box>
      </Box>
      <Panel title={words('battlepass.preview')}>
        <SeasonPreview body={season.body} />
      </Panel>
      {draft && season.liveVersion !== null ? (
        <Panel title={words('battlepass.draftPreview')}>
          <SeasonPreview body={draft.body} />
        </Panel>
      ) : null}
      <CountsPanel season={season} />
      <Panel title={words('battlepass.standings')}>
        <SeasonStandings />
      </Panel>
      <VersionsPanel season={season} />
    </Stack>
  )
}

function Buttons({ season }: { season: SeasonRecord }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { publishSeason } = useAdminActions()
  const edit = useCanAccess({ action: 'edit', resource: 'battlepass' })
  const publish = useCanAccess({ action: 'publish', resource: 'battlepass' })
  // What was looked at when the dialog opened, not what came in under it.
  const [seen, setSeen] = useState<SeasonRecord | null>(null)
  return (
    <Stack direction="row" spacing={1}>
      {edit.canAccess ? (
        <Button
          component={Link}
          to={`/battlepass/${season.id}`}
          startIcon={<EditIcon />}
          data-testid="season-edit"
          size="small"
        >
          {words('battlepass.edit')}
        </Button>
      ) : null}
      {publish.canAccess && season.draftVersion !== null ? (
        <Button size="small" variant="contained" onClick={() => setSeen(season)} data-testid="season-publish">
          {words('battlepass.publish')}
        </Button>
      ) : null}
      {seen ? (
        <ReasonDialog
          title={words('battlepass.publishTitle', { id: seen.id })}
          body={words('battlepass.publishBody')}
          confirmLabel={words('battlepass.publish')}
          testId="season-publish-confirm"
          onConfirm={async (reason) => {
            await publishSeason(seen.id, seen.revision, reason)
            notify(words('battlepass.published', { id: seen.id }), { type: 'success' })
            refresh()
          }}
          onClose={() => setSeen(null)}
        />
      ) : null}
    </Stack>
  )
}

function CountsPanel({ season: { counts } }: { season: SeasonRecord }) {
  const words = useWords()
  const format = useFormat()
  const { players, paid, claims, coupons, couponsUsed } = counts
  return (
    <Panel title={words('battlepass.counts')}>
      <Facts>
        <Fact name={words('battlepass.players')}>{format.amount(players)}</Fact>
        <Fact name={words('battlepass.withPaid')}>{format.amount(paid)}</Fact>
        <Fact name={words('battlepass.claims')}>{format.amount(claims)}</Fact>
        <Fact name={words('battlepass.coupons')}>{format.amount(coupons)}</Fact>
        <Fact name={words('battlepass.couponsUsed')}>{format.amount(couponsUsed)}</Fact>
      </Facts>
    </Panel>
  )
}

function VersionsPanel({ season: { versions } }: { season: SeasonRecord }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('shop.versions')}>
      <Stack component="ul" spacing={1} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {versions.map(({ version, status, publishedAt, changedAt }) => (
          <Box component="li" key={version} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <strong>{words('shop.version', { version })}</strong>
            <Typography variant="body2" color="text.secondary">
              {`${words(`shop.statuses.${status}`)} · ${format.dateTime(publishedAt ?? changedAt)}`}
            </Typography>
          </Box>
        ))}
      </Stack>
    </Panel>
  )
}
