import type { AdminStreakTerms, StreakTerms, StreakTermsPreview } from '@casino-club/shared'
import { Alert, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

interface TermsActsProps {
  readonly seen: AdminStreakTerms
  /** Null: what was typed cannot be sent. */
  readonly terms: StreakTerms | null
  readonly onChanged: () => void
}

/** What can be done with the terms as they are typed, and with the draft as it is kept. */
export function TermsActs({ seen, terms, onChanged }: TermsActsProps) {
  const words = useWords()
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { draftStreakTerms, previewStreakTerms } = useAdminActions()
  const { canAccess: mayPublish } = useCanAccess({ action: 'publish', resource: 'streaks' })
  const [shown, setShown] = useState<{ readonly of: string; readonly preview: StreakTermsPreview } | null>(null)
  const [publishing, setPublishing] = useState(false)
  const failed = (error: unknown) => notify(failureWords(error), { type: 'error' })
  const of = JSON.stringify(terms)
  const look = () => {
    if (terms) previewStreakTerms(terms).then((preview) => setShown({ of, preview }), failed)
  }
  const keep = () => {
    if (terms) draftStreakTerms(seen.revision, terms).then(onChanged, failed)
  }
  return (
    <>
      {shown?.of === of ? <Previewed preview={shown.preview} /> : null}
      <Stack direction="row" spacing={1}>
        <Button disabled={terms === null} onClick={look} data-testid="streak-preview">
          {words('streaks.preview')}
        </Button>
        <Button disabled={terms === null} onClick={keep} data-testid="streak-keep">
          {words('streaks.keep')}
        </Button>
        {mayPublish ? (
          <Button disabled={seen.draft === null} onClick={() => setPublishing(true)} data-testid="streak-publish-open">
            {words('streaks.publish')}
          </Button>
        ) : null}
      </Stack>
      {publishing ? <PublishDialog seen={seen} onChanged={onChanged} onClose={() => setPublishing(false)} /> : null}
    </>
  )
}

interface PublishDialogProps extends Omit<TermsActsProps, 'terms'> {
  readonly onClose: () => void
}

function PublishDialog({ seen, onChanged, onClose }: PublishDialogProps) {
  const words = useWords()
  const { publishStreakTerms } = useAdminActions()
  return (
    <ReasonDialog
      title={words('streaks.publishTitle', { version: seen.draft?.version ?? '' })}
      body={words('streaks.publishBody')}
      confirmLabel={words('streaks.publish')}
      testId="streak-publish"
      onConfirm={async (reason) => {
        await publishStreakTerms(seen.revision, reason)
        onChanged()
      }}
      onClose={onClose}
    />
  )
}

/** What the next day of everybody would bring. */
function Previewed({ preview: { players, less, before, after } }: { preview: StreakTermsPreview }) {
  const words = useWords()
  const format = useFormat()
  const told = {
    players: format.amount(players),
    less: format.amount(less),
    coinsBefore: format.amount(before.coins),
    gemsBefore: format.amount(before.gems),
    coinsAfter: format.amount(after.coins),
    gemsAfter: format.amount(after.gems),
  }
  return (
    <Alert severity={less > 0 ? 'warning' : 'info'} data-testid="streak-previewed">
      {words('streaks.previewed', told)}
    </Alert>
  )
}
