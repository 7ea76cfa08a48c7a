import type { PushOrigin } from '@casino-club/shared'
import { Button, Chip, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'

interface OriginsProps {
  readonly origins: readonly PushOrigin[]
  readonly onChanged: () => void
}

const COUNTS = ['sent', 'gone', 'again', 'held', 'poison'] as const

/** How each push service is doing, and letting it be asked again. */
export function PushOrigins({ origins, onChanged }: OriginsProps) {
  const words = useWords()
  return (
    <Panel title={words('push.services')}>
      {origins.length === 0 ? <p>{words('push.noServices')}</p> : null}
      {origins.length > 0 ? (
        <TableContainer>
          <Table size="small" aria-label={words('push.services')}>
            <TableHead>
              <TableRow>
                <TableCell>{words('push.columns.service')}</TableCell>
                <TableCell>{words('push.columns.state')}</TableCell>
                {COUNTS.map((count) => (
                  <TableCell key={count} align="right">
                    {words(`push.columns.${count}`)}
                  </TableCell>
                ))}
                <TableCell align="right">{words('push.columns.rate')}</TableCell>
                <TableCell align="right">{words('push.columns.mean')}</TableCell>
                <TableCell>{words('push.columns.last')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {origins.map((origin) => (
                <OriginRow key={origin.id} origin={origin} onChanged={onChanged} />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      ) : null}
    </Panel>
  )
}

function OriginRow({ origin, onChanged }: { origin: PushOrigin; onChanged: () => void }) {
  const { amount, percent, shortDateTime } = useFormat()
  const answers = COUNTS.reduce((sum, count) => sum + origin[count], 0)
  return (
    <TableRow data-testid={`push-origin-${origin.id}`}>
      <TableCell component="th" scope="row">
        {origin.id}
      </TableCell>
      <TableCell>
        <OriginState origin={origin} onChanged={onChanged} />
      </TableCell>
      {COUNTS.map((count) => (
        <TableCell key={count} align="right">
          {amount(origin[count])}
        </TableCell>
      ))}
      <TableCell align="right">{answers === 0 ? '–' : percent((origin.sent / answers) * 100, 1)}</TableCell>
      <TableCell align="right">{origin.meanMillis === null ? '–' : `${amount(origin.meanMillis)} ms`}</TableCell>
      <TableCell>
        {origin.lastStatus ?? '–'} {origin.lastAt === null ? '' : `· ${shortDateTime(origin.lastAt)}`}
      </TableCell>
    </TableRow>
  )
}

function OriginState({ origin, onChanged }: { origin: PushOrigin; onChanged: () => void }) {
  const words = useWords()
  const { shortDateTime } = useFormat()
  const { releaseOrigin } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'push' })
  const [open, setOpen] = useState(false)
  const isSlow = origin.slowUntil !== null && Date.parse(origin.slowUntil) > Date.now()
  const isOpen = origin.state === 'open'
  const label = isOpen
    ? words('push.states.open', { since: shortDateTime(origin.openedAt ?? '') })
    : isSlow
      ? words('push.states.slow', { until: shortDateTime(origin.slowUntil ?? '') })
      : words('push.states.closed')
  return (
    <>
      <Chip size="small" color={isOpen ? 'error' : isSlow ? 'warning' : 'success'} label={label} />
      {origin.waiting > 0 ? (
        <Chip size="small" variant="outlined" label={words('push.waiting', { smart_count: origin.waiting })} />
      ) : null}
      {canAccess && (isOpen || isSlow || origin.waiting > 0) ? (
        <Button size="small" onClick={() => setOpen(true)} data-testid={`push-release-${origin.id}`}>
          {words('push.release')}
        </Button>
      ) : null}
      {open ? (
        <ReasonDialog
          title={words('push.releaseTitle', { origin: origin.id })}
          body={words('push.releaseBody')}
          confirmLabel={words('push.release')}
          testId="push-release"
          onConfirm={async (reason) => {
            await releaseOrigin(origin.id, reason)
            onChanged()
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
