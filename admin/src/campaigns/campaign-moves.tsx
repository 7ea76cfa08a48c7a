import EditIcon from '@mui/icons-material/EditOutlined'
import { Button, Stack } from '@mui/material'
import { useState } from 'react'
import { Link, useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import type { CampaignMove } from '../providers/campaign-actions.ts'
import type { CampaignRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

type Move = CampaignMove | 'approve' | 'reject'

/** What can be done with a campaign as it stands, what leads on first. */
const MOVES: Readonly<Record<CampaignRecord['state'], readonly Move[]>> = {
  draft: ['start', 'cancel'],
  approval: ['approve', 'reject'],
  scheduled: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  done: ['resend', 'cancel'],
  cancelled: [],
  stopped: [],
}
const HARMFUL: ReadonlySet<Move> = new Set(['cancel', 'reject'])

/** The buttons of a campaign; each asks why. */
export function CampaignMoves({ campaign }: { campaign: CampaignRecord }) {
  const words = useWords()
  const write = useCanAccess({ action: 'write', resource: 'campaigns' })
  const send = useCanAccess({ action: 'send', resource: 'campaigns' })
  // What was looked at when the dialog opened, not what came in under it.
  const [asked, setAsked] = useState<{ move: Move; seen: CampaignRecord } | null>(null)
  const moves = send.canAccess ? MOVES[campaign.state] : []
  return (
    <Stack direction="row" spacing={1}>
      {write.canAccess && campaign.state === 'draft' ? (
        <Button
          size="small"
          component={Link}
          to={`/campaigns/${campaign.id}`}
          startIcon={<EditIcon />}
          data-testid="campaign-edit"
        >
          {words('campaigns.edit')}
        </Button>
      ) : null}
      {moves.map((move) => (
        <Button
          key={move}
          size="small"
          variant={HARMFUL.has(move) ? 'text' : 'contained'}
          color={HARMFUL.has(move) ? 'error' : 'primary'}
          onClick={() => setAsked({ move, seen: campaign })}
          data-testid={`campaign-${move}`}
        >
          {words(`campaigns.${move}`)}
        </Button>
      ))}
      {asked ? <MoveDialog {...asked} onClose={() => setAsked(null)} /> : null}
    </Stack>
  )
}

interface MoveDialogProps {
  readonly move: Move
  readonly seen: CampaignRecord
  readonly onClose: () => void
}

function MoveDialog({ move, seen: { id, revision }, onClose }: MoveDialogProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { moveCampaign, decideCampaign } = useAdminActions()
  const confirm = async (reason: string) => {
    if (move === 'approve' || move === 'reject') await decideCampaign(id, move === 'approve', revision, reason)
    else await moveCampaign(id, move, revision, reason)
    notify(words('campaigns.moved'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words(`campaigns.${move}`)}
      body={words(`campaigns.${move}Body`)}
      confirmLabel={words(`campaigns.${move}`)}
      harmful={HARMFUL.has(move)}
      testId={`campaign-${move}-confirm`}
      onConfirm={confirm}
      onClose={onClose}
    />
  )
}
