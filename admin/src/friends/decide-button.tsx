import type { InvitationDecision } from '@casino-club/shared'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import type { InvitationRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

const CHOICES: Readonly<Record<InvitationRecord['state'], readonly InvitationDecision[]>> = {
  WAITING: ['reject'],
  REVIEW: ['approve', 'reject'],
  EARNED: ['takeBack'],
  TAKEN_BACK: [],
  REJECTED: [],
  MISSED: [],
  UNPAID: [],
}

/** What can be decided about an invitation as it stands. */
export function DecideButtons({ invitation }: { invitation: InvitationRecord }) {
  return (
    <>
      {CHOICES[invitation.state].map((decision) => (
        <DecideButton key={decision} id={invitation.id} decision={decision} />
      ))}
    </>
  )
}

function DecideButton({ id, decision }: { id: number; decision: InvitationDecision }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { decideInvitation } = useAdminActions()
  const [open, setOpen] = useState(false)
  const confirm = async (reason: string) => {
    await decideInvitation(id, decision, reason)
    notify(words('friends.decided'), { type: 'success' })
    refresh()
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid={`invitation-${decision}-${id}`}>
        {words(`friends.decide.${decision}`)}
      </Button>
      {open ? (
        <ReasonDialog
          title={words(`friends.decide.${decision}`)}
          body={words(`friends.decideBody.${decision}`)}
          confirmLabel={words(`friends.decide.${decision}`)}
          testId={`invitation-${decision}`}
          harmful={decision !== 'approve'}
          onConfirm={confirm}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
