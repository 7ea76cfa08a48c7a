import type { KindAnalysis } from '@casino-club/shared'
import { Box, Table, TableBody, TableCell, TableHead, TablePagination, TableRow } from '@mui/material'
import { useState } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useOddsNames } from '../use-odds-names.ts'

const PER_PAGE = 10

interface KindsTableProps {
  readonly kinds: readonly KindAnalysis[]
  readonly chosen: string | null
  readonly onChoose: (kind: string) => void
}

/** Every kind of play with its return, paged; a click on a row looks at its outcomes. */
export function KindsTable({ kinds, chosen, onChoose }: KindsTableProps) {
  const words = useWords()
  const names = useOddsNames()
  const [page, setPage] = useState(0)
  // A table that is being edited may come to offer fewer kinds.
  const shown = Math.min(page, Math.max(0, Math.ceil(kinds.length / PER_PAGE) - 1))
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{words('odds.kind')}</TableCell>
            <TableCell align="right">{words('odds.rtp')}</TableCell>
            <TableCell align="right">{words('odds.lowestRtp')}</TableCell>
            <TableCell align="right">{words('odds.hitRate')}</TableCell>
            <TableCell align="right">{words('odds.volatility')}</TableCell>
            <TableCell align="right">{words('odds.maxWin')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {kinds.slice(shown * PER_PAGE, (shown + 1) * PER_PAGE).map((kind) => (
            <TableRow
              key={kind.kind}
              hover
              selected={kind.kind === chosen}
              onClick={() => onChoose(kind.kind)}
              sx={{ cursor: 'pointer' }}
              data-testid="odds-kind-row"
            >
              <TableCell>{names.kind(kind.kind)}</TableCell>
              <KindNumbers kind={kind} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {kinds.length > PER_PAGE ? (
        <TablePagination
          component="div"
          count={kinds.length}
          page={shown}
          rowsPerPage={PER_PAGE}
          rowsPerPageOptions={[PER_PAGE]}
          onPageChange={(_event, next) => setPage(next)}
          labelDisplayedRows={({ from, to, count }) => `${from}–${to} / ${count}`}
        />
      ) : null}
    </Box>
  )
}

function KindNumbers({ kind }: { kind: KindAnalysis }) {
  const format = useFormat()
  const percent = (value: number | null) => (value === null ? '–' : format.percent(value, 4))
  // Where items are won, or a number merely comes up, these say nothing.
  const paid = kind.rtp !== null
  return (
    <>
      <TableCell align="right">{percent(kind.rtpPercent)}</TableCell>
      <TableCell align="right">{percent(kind.lowestRtpPercent)}</TableCell>
      <TableCell align="right">{paid ? percent(kind.hitRatePercent) : '–'}</TableCell>
      <TableCell align="right">{paid ? kind.volatility.toFixed(3) : '–'}</TableCell>
      <TableCell align="right">{paid ? `×${Number(kind.maxWinMultiple.toFixed(4))}` : '–'}</TableCell>
    </>
  )
}
