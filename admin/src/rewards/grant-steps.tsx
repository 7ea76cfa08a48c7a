import { type Balances, CURRENCIES, type Reward } from '@casino-club/shared'
import { Alert, Button, DialogActions, DialogContent, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Code } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts } from '../layout/facts.tsx'
import type { RewardOutcomeReply } from '../providers/reward-actions.ts'
import type { Grant } from './use-grant.ts'
import { useRewardWords } from './use-reward-words.ts'

interface StepProps {
  readonly grant: Grant
  readonly close: () => void
}

/** Asks once more, sends, and after a lost answer sends the same command again. */
export function GrantConfirm({ grant: { phase, checked, before, send, takeBack }, close }: StepProps) {
  const words = useWords()
  const translate = useTranslate()
  const unknown = phase.name === 'unknown'
  const sending = phase.name === 'sending'
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          {unknown ? (
            <Alert severity="warning" data-testid="reward-unknown">
              {words('rewards.unknown')}
            </Alert>
          ) : null}
          <WhatChanges rewards={checked.rewards ?? []} before={before} after={checked.after ?? before} />
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {words('rewards.reason')}: {checked.reason}
          </Typography>
          {checked.note === '' ? null : (
            <Typography sx={{ overflowWrap: 'anywhere' }}>
              {words('rewards.note')}: {checked.note}
            </Typography>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        {unknown ? (
          <Button onClick={close}>{translate('ra.action.close')}</Button>
        ) : (
          <Button autoFocus onClick={takeBack} disabled={sending}>
            {words('rewards.back')}
          </Button>
        )}
        <Button variant="contained" loading={sending} onClick={() => void send()} data-testid="reward-confirm">
          {words(unknown ? 'rewards.retry' : 'rewards.confirm')}
        </Button>
      </DialogActions>
    </>
  )
}

/** What the server says was granted. */
export function GrantResult({ grant, outcome, close }: StepProps & { outcome: RewardOutcomeReply }) {
  const words = useWords()
  const translate = useTranslate()
  const { coins, gems, tickets, rewards } = outcome
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="success" data-testid="reward-result">
            {words(outcome.replayed ? 'rewards.doneReplayed' : 'rewards.done')}
          </Alert>
          <WhatChanges rewards={rewards} before={grant.before} after={{ coins, gems, tickets }} />
          <Facts>
            <Fact name={words('rewards.event')}>
              <Code>{outcome.eventId}</Code>
            </Fact>
          </Facts>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={close} autoFocus data-testid="reward-close">
          {translate('ra.action.close')}
        </Button>
      </DialogActions>
    </>
  )
}

interface WhatChangesProps {
  readonly rewards: readonly Reward[]
  readonly before: Balances
  readonly after: Balances
}

/** Every reward, and the balances before and after. */
function WhatChanges({ rewards, before, after }: WhatChangesProps) {
  const words = useWords()
  const format = useFormat()
  const wordReward = useRewardWords()
  return (
    <>
      <ul style={{ margin: 0 }} data-testid="reward-what">
        {rewards.map((reward) => (
          <li key={JSON.stringify(reward)}>{wordReward(reward)}</li>
        ))}
      </ul>
      <Facts>
        {CURRENCIES.filter((currency) => before[currency] !== after[currency]).map((currency) => (
          <Fact key={currency} name={words(`currencies.${currency}`)}>
            <span data-testid={`reward-${currency}`}>
              {words('rewards.before')} {format.amount(before[currency])} → {words('rewards.after')}{' '}
              {format.amount(after[currency])}
            </span>
          </Fact>
        ))}
      </Facts>
    </>
  )
}
