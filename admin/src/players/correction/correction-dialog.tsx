import { Dialog, DialogTitle } from '@mui/material'
import { useNotify, useRefresh } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import type { PlayerDetail } from '../../providers/resources.ts'
import { ConfirmStep } from './confirm-step.tsx'
import { EditStep } from './edit-step.tsx'
import { RereadStep } from './reread-step.tsx'
import { ResultStep } from './result-step.tsx'
import { type Correction, useCorrection } from './use-correction.ts'

interface CorrectionDialogProps {
  readonly player: PlayerDetail
  readonly onClose: () => void
}

/** Corrects a balance in three steps: say what and why, confirm before and after, see what was booked. */
export function CorrectionDialog({ player, onClose }: CorrectionDialogProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const correction = useCorrection(player)
  const phase = correction.state.phase.name
  const close = () => {
    if (phase === 'sending') return
    if (phase === 'unknown') {
      notify(words('correction.abandon'), { type: 'warning', autoHideDuration: null })
      refresh()
    }
    onClose()
  }
  return (
    <Dialog
      open
      onClose={(_event, cause) => (cause === 'backdropClick' ? undefined : close())}
      fullWidth
      maxWidth="sm"
      aria-labelledby="correction-title"
    >
      <DialogTitle id="correction-title">
        {words(phase === 'confirming' ? 'correction.confirmTitle' : 'correction.title', { nickname: player.nickname })}
      </DialogTitle>
      <Step correction={correction} close={close} />
    </Dialog>
  )
}

/** What every step needs. */
export interface StepProps {
  readonly correction: Correction
  readonly close: () => void
}

function Step(props: StepProps) {
  const { phase } = props.correction.state
  if (phase.name === 'editing') return <EditStep {...props} conflict={phase.conflict} refusal={phase.refusal} />
  if (phase.name === 'done') return <ResultStep {...props} outcome={phase.outcome} />
  if (phase.name === 'rereading') return <RereadStep {...props} failure={phase.failure} />
  return <ConfirmStep {...props} />
}
