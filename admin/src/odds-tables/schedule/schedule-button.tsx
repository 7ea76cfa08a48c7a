import ScheduleIcon from '@mui/icons-material/ScheduleOutlined'
import { Button, TextField } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import { useFormat } from '../../format/use-format.ts'
import { CLUB_ZONE_LABEL, instantOf } from '../../format/zone.ts'
import { useWords } from '../../i18n/use-words.ts'
import { RequestError } from '../../providers/request-error.ts'
import type { OddsVersion } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { ReasonDialog } from './reason-dialog.tsx'

/** Plans when a draft comes into force, and when the version before comes back. */
export function ScheduleButton({ version }: { version: OddsVersion }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'publish', resource: 'odds-tables' })
  const [open, setOpen] = useState(false)
  if (!canAccess || (version.status !== 'draft' && !open)) return null
  return (
    <>
      <Button startIcon={<ScheduleIcon />} onClick={() => setOpen(true)} data-testid="odds-schedule">
        {words('schedule.plan')}
      </Button>
      {open ? <ScheduleDialog version={version} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function ScheduleDialog({ version: shown, onClose }: { version: OddsVersion; onClose: () => void }) {
  const words = useWords()
  const format = useFormat()
  const notify = useNotify()
  const { scheduleOdds } = useAdminActions()
  // The dialog is about the draft it was opened for, even if a newer reading of it comes meanwhile.
  const [version] = useState(shown)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const plan = async (reason: string) => {
    const [publishAt, retireAt] = [instantOf(from), instantOf(to)]
    if (publishAt === null || (to !== '' && retireAt === null)) throw new RequestError(422, 'SCHEDULE_INVALID')
    const planned = await scheduleOdds(version.id, { seenHash: version.hash, publishAt, retireAt, reason })
    notify(words('schedule.planned', { time: format.dateTime(planned.publishAt) }), { type: 'success' })
  }
  const named = { version: version.version, game: words(`games.${version.game}`) }
  return (
    <ReasonDialog
      title={words('schedule.planTitle', named)}
      body={words('schedule.planBody')}
      confirmLabel={words('schedule.planConfirm')}
      testId="odds-schedule"
      onConfirm={plan}
      onClose={onClose}
    >
      <TimeInput name="from" value={from} onChange={setFrom} />
      <TimeInput name="to" value={to} onChange={setTo} />
    </ReasonDialog>
  )
}

interface TimeInputProps {
  readonly name: 'from' | 'to'
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A time of the club's zone, to the second. */
function TimeInput({ name, value, onChange }: TimeInputProps) {
  const words = useWords()
  return (
    <TextField
      type="datetime-local"
      label={words(`schedule.${name}`, { zone: CLUB_ZONE_LABEL })}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { step: 1, 'data-testid': `odds-schedule-${name}` } }}
    />
  )
}
