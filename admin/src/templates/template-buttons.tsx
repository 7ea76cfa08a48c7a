import { Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { TemplateRecord } from '../providers/letter-actions.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

interface TemplateButtonsProps {
  readonly seen: TemplateRecord
  readonly onChanged: () => void
}

/** What can be done with a message as it stands. */
export function TemplateButtons({ seen, onChanged }: TemplateButtonsProps) {
  const words = useWords()
  const publish = useCanAccess({ action: 'publish', resource: 'templates' })
  const [asked, setAsked] = useState<'publish' | 'reset' | null>(null)
  const mayReset = publish.canAccess && seen.builtIn && seen.liveVersion !== null
  return (
    <Stack direction="row" spacing={1}>
      {publish.canAccess && seen.hasDraft ? (
        <Button variant="contained" onClick={() => setAsked('publish')} data-testid="template-publish">
          {words('templates.publish')}
        </Button>
      ) : null}
      {seen.hasDraft && seen.live ? <DiscardButton seen={seen} onChanged={onChanged} /> : null}
      {mayReset ? (
        <Button onClick={() => setAsked('reset')} data-testid="template-reset">
          {words('templates.reset')}
        </Button>
      ) : null}
      {asked ? <AskDialog {...{ seen, onChanged, asked }} onClose={() => setAsked(null)} /> : null}
    </Stack>
  )
}

interface AskDialogProps extends TemplateButtonsProps {
  readonly asked: 'publish' | 'reset'
  readonly onClose: () => void
}

function AskDialog({ seen: { id, revision }, onChanged, asked, onClose }: AskDialogProps) {
  const words = useWords()
  const notify = useNotify()
  const { publishTemplate, resetTemplate } = useAdminActions()
  const confirm = async (reason: string) => {
    await (asked === 'publish' ? publishTemplate : resetTemplate)(id, revision, reason)
    notify(words(asked === 'publish' ? 'templates.published' : 'templates.wasReset', { id }), { type: 'success' })
    onChanged()
  }
  return (
    <ReasonDialog
      title={words(`templates.${asked}`)}
      body={words(`templates.${asked}Body`)}
      confirmLabel={words(`templates.${asked}`)}
      testId={`template-${asked}-confirm`}
      onConfirm={confirm}
      onClose={onClose}
    />
  )
}

function DiscardButton({ seen: { id, revision }, onChanged }: TemplateButtonsProps) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const edit = useCanAccess({ action: 'edit', resource: 'templates' })
  const { discardTemplate } = useAdminActions()
  const [sending, setSending] = useState(false)
  if (!edit.canAccess) return null
  const discard = async () => {
    setSending(true)
    try {
      await discardTemplate(id, revision)
      notify(words('templates.discarded'), { type: 'success' })
      onChanged()
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    } finally {
      setSending(false)
    }
  }
  return (
    <Button onClick={() => void discard()} loading={sending} data-testid="template-discard">
      {words('templates.discard')}
    </Button>
  )
}
