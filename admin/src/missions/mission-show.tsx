import EditIcon from '@mui/icons-material/EditOutlined'
import { Box, Button, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { Link, Show, TopToolbar, useCanAccess, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { Code } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import type { MissionRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { MissionBadge } from './mission-list.tsx'
import { MissionPreview } from './mission-preview.tsx'

/** Players finish it while somebody looks at it. */
const EVERY_MS = 5_000

/** A mission: what a player sees, how many finished it, and all its versions. */
export function MissionShow() {
  return (
    <Show title={<MissionTitle />} actions={<TopToolbar />} queryOptions={{ refetchInterval: EVERY_MS }}>
      <MissionPage />
    </Show>
  )
}

function MissionTitle() {
  return <span>{useRecordContext<MissionRecord>()?.id ?? ''}</span>
}

function MissionPage() {
  const words = useWords()
  const mission = useRecordContext<MissionRecord>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!mission?.versions) return null
  const draft = mission.versions.find(({ status }) => status === 'draft')
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Code>{mission.id}</Code>
        <MissionBadge mission={mission} />
        <Typography variant="body2">{words(`missions.periods.${mission.period}`)}</Typography>
        <Box sx={{ ml: 'auto' }}>
          <Buttons mission={mission} />
        </Box>
      </Box>
      <Panel title={words('missions.preview')}>
        <MissionPreview body={mission.body} />
      </Panel>
      {draft && mission.liveVersion !== null ? (
        <Panel title={words('missions.draftPreview')}>
          <MissionPreview body={draft.body} />
        </Panel>
      ) : null}
      <WindowsPanel mission={mission} />
      <VersionsPanel mission={mission} />
    </Stack>
  )
}

function Buttons({ mission }: { mission: MissionRecord }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { publishMission } = useAdminActions()
  const edit = useCanAccess({ action: 'edit', resource: 'missions' })
  const publish = useCanAccess({ action: 'publish', resource: 'missions' })
  // What was looked at when the dialog opened, not what came in under it.
  const [seen, setSeen] = useState<MissionRecord | null>(null)
  return (
    <Stack direction="row" spacing={1}>
      {edit.canAccess ? (
        <Button
          component={Link}
          to={`/missions/${mission.id}`}
          startIcon={<EditIcon />}
          data-testid="mission-edit"
          size="small"
        >
          {words('missions.edit')}
        </Button>
      ) : null}
      {publish.canAccess && mission.draftVersion !== null ? (
        <Button size="small" variant="contained" onClick={() => setSeen(mission)} data-testid="mission-publish">
          {words('missions.publish')}
        </Button>
      ) : null}
      {seen ? (
        <ReasonDialog
          title={words('missions.publishTitle', { id: seen.id })}
          body={words('missions.publishBody')}
          confirmLabel={words('missions.publish')}
          testId="mission-publish-confirm"
          onConfirm={async (reason) => {
            await publishMission(seen.id, seen.revision, reason)
            notify(words('missions.published', { id: seen.id }), { type: 'success' })
            refresh()
          }}
          onClose={() => setSeen(null)}
        />
      ) : null}
    </Stack>
  )
}

function WindowsPanel({ mission: { windows } }: { mission: MissionRecord }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('missions.windows')}>
      {windows.length === 0 ? (
        <Typography variant="body2">{words('missions.noWindows')}</Typography>
      ) : (
        <Table size="small" data-testid="mission-windows">
          <TableHead>
            <TableRow>
              <TableCell>{words('missions.began')}</TableCell>
              <TableCell align="right">{words('missions.players')}</TableCell>
              <TableCell align="right">{words('missions.done')}</TableCell>
              <TableCell align="right">{words('missions.claimed')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {windows.map(({ began, players, done, claimed }) => (
              <TableRow key={began}>
                <TableCell>{began}</TableCell>
                <TableCell align="right">{format.amount(players)}</TableCell>
                <TableCell align="right">{format.amount(done)}</TableCell>
                <TableCell align="right">{format.amount(claimed)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  )
}

function VersionsPanel({ mission: { versions } }: { mission: MissionRecord }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('shop.versions')}>
      <Stack component="ul" spacing={1} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {versions.map(({ version, status, body, publishedAt, changedAt }) => (
          <Box component="li" key={version} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <strong>{words('shop.version', { version })}</strong>
            <Typography variant="body2" color="text.secondary">
              {`${words(`shop.statuses.${status}`)} · ${format.dateTime(publishedAt ?? changedAt)} · ${words(`missions.counts.${body.counts}`)} × ${format.amount(body.target)}`}
            </Typography>
          </Box>
        ))}
      </Stack>
    </Panel>
  )
}
