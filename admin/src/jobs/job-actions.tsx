import RunIcon from '@mui/icons-material/PlayArrowOutlined'
import { Alert, Button, Checkbox, FormControlLabel, TextField } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { JobRow } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useJobWords } from './use-job-words.ts'

interface OfJob {
  readonly job: JobRow
}

/** Lets a day run now, the latest that was due unless another is named. */
export function RunButton({ job }: OfJob) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'run', resource: 'jobs' })
  const [open, setOpen] = useState(false)
  if (!canAccess || job.lastDueOn === null) return null
  return (
    <>
      <Button variant="contained" startIcon={<RunIcon />} onClick={() => setOpen(true)} data-testid="job-run">
        {words('jobs.run')}
      </Button>
      {open ? <RunDialog job={job} latest={job.lastDueOn} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function RunDialog({ job, latest, onClose }: OfJob & { latest: string; onClose: () => void }) {
  const words = useWords()
  const jobWords = useJobWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { runJob } = useAdminActions()
  const [date, setDate] = useState(latest)
  const [again, setAgain] = useState(false)
  const run = async (reason: string) => {
    await runJob(job.id, { date, again, reason })
    notify(words('jobs.ordered'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('jobs.runTitle', { name: jobWords.name(job.id) })}
      body={words('jobs.runBody')}
      confirmLabel={words('jobs.run')}
      testId="job-run-confirm"
      ready={date !== ''}
      onConfirm={run}
      onClose={onClose}
    >
      <TextField
        type="date"
        label={words('jobs.date')}
        value={date}
        onChange={(event) => setDate(event.target.value)}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: latest, 'data-testid': 'job-run-date' } }}
      />
      {job.repeatable ? (
        <FormControlLabel
          control={
            <Checkbox
              checked={again}
              onChange={(event) => setAgain(event.target.checked)}
              slotProps={{ input: { 'aria-label': words('jobs.again') } }}
              data-testid="job-run-again"
            />
          }
          label={words('jobs.again')}
        />
      ) : null}
    </ReasonDialog>
  )
}

/** Counts what the latest day would come to; nothing is written. */
export function TryButton({ job }: OfJob) {
  const words = useWords()
  const jobWords = useJobWords()
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { tryJob } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'run', resource: 'jobs' })
  const [sending, setSending] = useState(false)
  const [tried, setTried] = useState<string | null>(null)
  if (!canAccess || job.lastDueOn === null) return null
  const run = async () => {
    setSending(true)
    try {
      const result = await tryJob(job.id, undefined)
      const told = { date: result.businessDate, counts: jobWords.counts(result) }
      setTried(words(result.complete ? 'jobs.tried' : 'jobs.triedPartly', told))
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      {tried === null ? null : (
        <Alert severity="info" onClose={() => setTried(null)} data-testid="job-tried">
          {tried}
        </Alert>
      )}
      <Button loading={sending} onClick={() => void run()} data-testid="job-try">
        {words('jobs.try')}
      </Button>
    </>
  )
}

/** Takes a job out of the timetable, or puts it back. */
export function SwitchButton({ job }: OfJob) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { switchJob } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'jobs' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  const what = job.enabled ? 'disable' : 'enable'
  const turn = async (reason: string) => {
    await switchJob(job.id, !job.enabled, reason)
    notify(words('jobs.switched'), { type: 'success' })
    refresh()
  }
  return (
    <>
      <Button color={job.enabled ? 'error' : 'primary'} onClick={() => setOpen(true)} data-testid="job-switch">
        {words(`jobs.${what}`)}
      </Button>
      {open ? (
        <ReasonDialog
          title={words(`jobs.${what}`)}
          body={words(job.enabled ? 'jobs.disableBody' : 'jobs.enableBody')}
          confirmLabel={words(`jobs.${what}`)}
          testId="job-switch-confirm"
          harmful={job.enabled}
          onConfirm={turn}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
