import type { AdminExperimentDetail, ExperimentActBody, ExperimentPhase } from '@casino-club/shared'
import { Button, MenuItem, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import { SaveFileButton } from '../players/save-file-button.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'

type Act = ExperimentActBody['act']

/** What can be done to an experiment as it stands; the server decides again. */
const ACTS: Readonly<Record<ExperimentPhase, readonly Act[]>> = {
  draft: ['start'],
  running: ['ramp', 'reweight', 'pause', 'stop', 'decide'],
  paused: ['ramp', 'reweight', 'resume', 'stop', 'decide'],
  stopped: [],
  decided: [],
}
const FOR_EVER: ReadonlySet<Act> = new Set(['stop', 'decide'])

interface ActButtonsProps {
  readonly experiment: AdminExperimentDetail
  readonly onChanged: () => void
}

/** Starts, ramps, weighs, pauses, resumes, stops and decides, each with its reason. */
export function ActButtons({ experiment, onChanged }: ActButtonsProps) {
  const words = useWords()
  const { exportExposures } = useAdminActions()
  const [asked, setAsked] = useState<Act | null>(null)
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
      {ACTS[experiment.phase].map((act) => (
        <Button
          key={act}
          size="small"
          variant="outlined"
          color={FOR_EVER.has(act) ? 'error' : 'primary'}
          onClick={() => setAsked(act)}
          data-testid={`experiment-${act}`}
        >
          {words(`experiments.acts.${act}`)}
        </Button>
      ))}
      {experiment.phase === 'draft' ? null : (
        <SaveFileButton
          resource="experiments"
          action="read"
          label={words('experiments.exposures')}
          fetchFile={() => exportExposures(experiment.id)}
          testId="experiment-csv"
        />
      )}
      {asked ? (
        <ActDialog
          key={asked}
          act={asked}
          experiment={experiment}
          onChanged={onChanged}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Stack>
  )
}

interface ActDialogProps extends ActButtonsProps {
  readonly act: Act
  readonly onClose: () => void
}

/** What is typed for an act, as it is sent; null: something is missing. */
function orderOf(
  act: Act,
  { traffic, weights, winner }: { traffic: string; weights: Readonly<Record<string, string>>; winner: string },
) {
  if (act === 'ramp') {
    const trafficBp = Math.round(Number(traffic) * 100)
    return traffic.trim() !== '' && trafficBp >= 1 && trafficBp <= 10_000 ? { act, trafficBp } : null
  }
  if (act === 'reweight') {
    const numbers = Object.fromEntries(Object.entries(weights).map(([id, text]) => [id, Number(text)]))
    const whole = Object.values(numbers).every((weight) => Number.isInteger(weight) && weight >= 1 && weight <= 10_000)
    return whole ? { act, weights: numbers } : null
  }
  if (act === 'decide') return winner === '' ? null : { act, winner }
  return { act }
}

function ActDialog({ act, experiment, onChanged, onClose }: ActDialogProps) {
  const words = useWords()
  const { actOnExperiment } = useAdminActions()
  const { id, version, body } = experiment
  const [traffic, setTraffic] = useState(String(body.trafficBp / 100))
  const [winner, setWinner] = useState('')
  const [weights, setWeights] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(body.variants.map((variant) => [variant.id, String(variant.weight)])),
  )
  const order = orderOf(act, { traffic, weights, winner })
  return (
    <ReasonDialog
      title={`${words(`experiments.acts.${act}`)} · ${id}`}
      body={words(`experiments.actBodies.${act}`)}
      confirmLabel={words(`experiments.acts.${act}`)}
      testId="experiment-act"
      harmful={FOR_EVER.has(act)}
      ready={order !== null}
      onConfirm={async (reason) => {
        if (order === null) return
        await actOnExperiment(id, { ...order, reason, seenVersion: version } as ExperimentActBody)
        onChanged()
      }}
      onClose={onClose}
    >
      {act === 'ramp' ? (
        <TextField
          label={words('experiments.fields.traffic')}
          value={traffic}
          onChange={(event) => setTraffic(event.target.value)}
          slotProps={{ htmlInput: { 'data-testid': 'act-traffic', inputMode: 'decimal' } }}
        />
      ) : null}
      {act === 'reweight'
        ? Object.entries(weights).map(([variant, weight]) => (
            <TextField
              key={variant}
              label={`${words('experiments.fields.weight')} · ${variant}`}
              value={weight}
              onChange={(event) => setWeights({ ...weights, [variant]: event.target.value })}
            />
          ))
        : null}
      {act === 'decide' ? (
        <TextField
          select
          label={words('experiments.winner')}
          value={winner}
          onChange={(event) => setWinner(event.target.value)}
        >
          {body.variants.map((variant) => (
            <MenuItem key={variant.id} value={variant.id}>
              {variant.name}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
    </ReasonDialog>
  )
}
