import { Box, Typography } from '@mui/material'
import { useRecordContext } from 'react-admin'
import { useFormat } from './use-format.ts'

const useValue = (source: string): unknown => {
  const record = useRecordContext()
  return record ? Reflect.get(record, source) : undefined
}

/** A whole amount with thousands separators. */
export function AmountField({ source, testId }: { source: string; testId?: string }) {
  const format = useFormat()
  const value = useValue(source)
  return <span data-testid={testId}>{typeof value === 'number' ? format.amount(value) : '–'}</span>
}

/** A change of a balance, with its sign. */
export function ChangeField({ source }: { source: string }) {
  const format = useFormat()
  const value = useValue(source)
  if (typeof value !== 'number') return <>–</>
  const color = value > 0 ? 'success.main' : value < 0 ? 'error.main' : 'text.secondary'
  return (
    <Box component="span" sx={{ color, fontWeight: 600 }}>
      {format.signedAmount(value)}
    </Box>
  )
}

/** A time in the club's zone; `never` stands for none, `short` leaves the seconds to the tip. */
export function TimeField({ source, never = '–', short = false }: { source: string; never?: string; short?: boolean }) {
  const format = useFormat()
  const value = useValue(source)
  if (typeof value !== 'string')
    return (
      <Typography component="span" variant="body2" color="text.secondary">
        {never}
      </Typography>
    )
  return (
    <time dateTime={value} title={format.dateTime(value)} style={{ whiteSpace: 'nowrap' }}>
      {short ? format.shortDateTime(value) : format.dateTime(value)}
    </time>
  )
}

/** A code of the server as it is. */
export function CodeField({ source }: { source: string }) {
  const value = useValue(source)
  return <Code>{typeof value === 'string' || typeof value === 'number' ? String(value) : '–'}</Code>
}

/** Text of machines: codes, ids, hashes. */
export function Code({ children }: { children: string }) {
  return (
    <Box component="code" sx={{ fontSize: '0.8125rem', fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace' }}>
      {children}
    </Box>
  )
}
