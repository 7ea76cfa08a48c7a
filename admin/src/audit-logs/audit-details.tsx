import { Box, Chip, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useRecordContext } from 'react-admin'
import { Code } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts } from '../layout/facts.tsx'
import type { AuditEntry } from '../providers/resources.ts'
import { type Comparison, compare, type Difference } from './difference.ts'
import { DriftStopText } from './drift-stop-text.tsx'

/** The whole of one audit entry: its reason, the request it came by, and what it changed. */
export function AuditDetails() {
  const words = useWords()
  const entry = useRecordContext<AuditEntry>()
  if (!entry) return null
  return (
    <Box sx={{ p: 2, display: 'grid', gap: 2 }} data-testid="audit-details">
      <Facts>
        <Fact name={words('resources.audit-logs.fields.reason')}>{entry.reason ?? '–'}</Fact>
        <Fact name={words('resources.audit-logs.fields.requestId')}>
          <Code>{entry.requestId}</Code>
        </Fact>
        <Fact name={words('resources.audit-logs.fields.adminId')}>{entry.adminId ?? words('drift.system')}</Fact>
      </Facts>
      <DriftStopText after={entry.after} />
      {entry.before || entry.after ? (
        <Differences comparison={compare(entry.before, entry.after)} />
      ) : (
        <Typography color="text.secondary">{words('audit.noDetails')}</Typography>
      )}
    </Box>
  )
}

/** What stood on one side and what stands on the other, field by field. */
export function Differences({ comparison }: { comparison: Comparison }) {
  const words = useWords()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{words('audit.field')}</TableCell>
            <TableCell>{words('audit.before')}</TableCell>
            <TableCell>{words('audit.after')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {comparison.differences.map((difference) => (
            <DifferenceRow key={difference.path} difference={difference} />
          ))}
        </TableBody>
      </Table>
      {comparison.unchanged > 0 ? (
        <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1 }}>
          {words('audit.unchanged', { count: comparison.unchanged })}
        </Typography>
      ) : null}
    </Box>
  )
}

const COLORS = { added: 'success', removed: 'error', changed: 'warning' } as const satisfies Record<
  Difference['change'],
  string
>

function DifferenceRow({ difference }: { difference: Difference }) {
  const words = useWords()
  const { path, change, before, after } = difference
  return (
    <TableRow>
      <TableCell>
        <Code>{path}</Code>{' '}
        <Chip size="small" variant="outlined" color={COLORS[change]} label={words(`audit.change.${change}`)} />
      </TableCell>
      <TableCell sx={{ color: 'error.main', overflowWrap: 'anywhere' }}>
        {before === null ? '–' : <Code>{before}</Code>}
      </TableCell>
      <TableCell sx={{ color: 'success.main', overflowWrap: 'anywhere' }}>
        {after === null ? '–' : <Code>{after}</Code>}
      </TableCell>
    </TableRow>
  )
}
