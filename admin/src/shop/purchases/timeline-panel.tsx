import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords, type Words } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import type { PurchaseRecord } from '../../providers/resources.ts'
import { PurchaseBadge } from './purchase-badge.tsx'
import { type Doer, type Step, stepsOf } from './timeline.ts'

const COLUMNS = ['when', 'what', 'who', 'howMuch', 'reference'] as const

/** Every step of a payment: when, what, who, how much, and the provider's reference. */
export function TimelinePanel({ purchase }: { purchase: PurchaseRecord }) {
  const words = useWords()
  return (
    <Panel title={words('purchases.timeline')}>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" aria-label={words('purchases.timeline')}>
          <TableHead>
            <TableRow>
              {COLUMNS.map((column) => (
                <TableCell key={column} align={column === 'howMuch' ? 'right' : 'left'}>
                  {words(`purchases.${column}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {stepsOf(purchase).map((step) => (
              <StepRow key={`${step.at} ${JSON.stringify(step.what)}`} step={step} purchase={purchase} />
            ))}
          </TableBody>
        </Table>
      </Box>
    </Panel>
  )
}

function StepRow({ step, purchase }: { step: Step; purchase: PurchaseRecord }) {
  const words = useWords()
  const format = useFormat()
  const { at, what, who, amount, reference } = step
  const money = amount === null ? '–' : words(`shop.prices.${purchase.currency}`, { amount: format.amount(amount) })
  return (
    <TableRow data-testid="timeline-step">
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <time dateTime={at}>{format.dateTime(at)}</time>
      </TableCell>
      <TableCell>
        {whatWords(what, words)} {what.kind === 'state' ? <PurchaseBadge status={what.to} /> : null}
      </TableCell>
      <TableCell>{whoWords(who, purchase, words)}</TableCell>
      <TableCell align="right">{money}</TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>{reference === null ? '–' : <Code>{reference}</Code>}</TableCell>
    </TableRow>
  )
}

/** The server's words of causes, by the names of their messages. */
const CAUSES = {
  buy: 'buy',
  refused: 'refused',
  provider: 'provider',
  authorized: 'authorized',
  capture: 'capture',
  grant: 'grant',
  'given up': 'givenUp',
  'not wanted': 'notWanted',
  release: 'release',
  refund: 'refund',
  waits: 'waits',
} as const
const isCause = (cause: string): cause is keyof typeof CAUSES => Object.hasOwn(CAUSES, cause)

function whatWords(what: Step['what'], words: Words): string {
  if (what.kind === 'told') return words('purchases.steps.told', { type: what.type })
  if (what.kind !== 'state') return words(`purchases.steps.${what.kind}`)
  return isCause(what.cause) ? words(`purchases.causes.${CAUSES[what.cause]}`) : what.cause
}

function whoWords(who: Doer, { nickname, provider }: PurchaseRecord, words: Words): string {
  if (typeof who === 'object') return who.admin
  if (who === 'player') return nickname
  return who === 'club' ? words('purchases.club') : (provider ?? words('purchases.provider'))
}
