import EditIcon from '@mui/icons-material/EditOutlined'
import { Box, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { Link, Show, TopToolbar, useCanAccess, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { Code } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { AchievementRow } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { AchievementBadge } from './achievement-list.tsx'
import { AchievementPreview } from './achievement-preview.tsx'

/** An achievement: what a player sees, what it depends on, and how often it was unlocked. */
export function AchievementShow() {
  return (
    <Show title={<AchievementTitle />} actions={<TopToolbar />}>
      <AchievementPage />
    </Show>
  )
}

function AchievementTitle() {
  return <span>{useRecordContext<AchievementRow>()?.id ?? ''}</span>
}

function AchievementPage() {
  const words = useWords()
  const format = useFormat()
  const achievement = useRecordContext<AchievementRow>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!achievement?.body) return null
  const { id, period, body, draft, liveVersion, unlocks } = achievement
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Code>{id}</Code>
        <AchievementBadge achievement={achievement} />
        <Box sx={{ ml: 'auto' }}>
          <Buttons achievement={achievement} />
        </Box>
      </Box>
      <Panel title={words('achievements.preview')}>
        <AchievementPreview body={body} />
      </Panel>
      {draft && liveVersion !== null ? (
        <Panel title={words('achievements.draftPreview')}>
          <AchievementPreview body={draft} />
        </Panel>
      ) : null}
      <Panel title={words('achievements.facts')}>
        <Facts>
          <Fact name={words('achievements.period')}>{words(`achievements.periods.${period}`)}</Fact>
          <Fact name={words('achievements.hidden')}>{words(body.hidden ? 'battlepass.yes' : 'battlepass.no')}</Fact>
          <Fact name={words('achievements.requires')}>{body.requires.join(', ') || '–'}</Fact>
          <Fact name={words('achievements.parts')}>{body.parts.join(', ') || '–'}</Fact>
          <Fact name={words('achievements.until')}>{body.until ? format.dateTime(body.until) : '–'}</Fact>
          <Fact name={words('achievements.unlocks')}>{format.amount(unlocks)}</Fact>
        </Facts>
      </Panel>
    </Stack>
  )
}

function Buttons({ achievement }: { achievement: AchievementRow }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { publishAchievement } = useAdminActions()
  const edit = useCanAccess({ action: 'edit', resource: 'achievements' })
  const publish = useCanAccess({ action: 'publish', resource: 'achievements' })
  // What was looked at when the dialog opened, not what came in under it.
  const [seen, setSeen] = useState<AchievementRow | null>(null)
  return (
    <Stack direction="row" spacing={1}>
      {edit.canAccess ? (
        <Button component={Link} to={`/achievements/${achievement.id}`} startIcon={<EditIcon />} size="small">
          {words('achievements.edit')}
        </Button>
      ) : null}
      {publish.canAccess && achievement.draftVersion !== null ? (
        <Button size="small" variant="contained" onClick={() => setSeen(achievement)} data-testid="achievement-publish">
          {words('achievements.publish')}
        </Button>
      ) : null}
      {seen ? (
        <ReasonDialog
          title={words('achievements.publishTitle', { id: seen.id })}
          body={words('achievements.publishBody')}
          confirmLabel={words('achievements.publish')}
          testId="achievement-publish-confirm"
          onConfirm={async (reason) => {
            await publishAchievement(seen.id, seen.revision, reason)
            notify(words('achievements.published', { id: seen.id }), { type: 'success' })
            refresh()
          }}
          onClose={() => setSeen(null)}
        />
      ) : null}
    </Stack>
  )
}
