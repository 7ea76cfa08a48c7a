import type { SegmentMove, SegmentMovesReply } from '@casino-club/shared'
import { Alert, Button, MenuItem, TextField } from '@mui/material'
import { useCallback, useEffect, useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

interface MovesProps {
  readonly id: number
  readonly dimensions: readonly string[]
  /** Another number asks again. */
  readonly round: number
}

const ALL = ''

/** A player's moves between segments, the newest first, of one dimension or of all, page by page. */
export function Moves({ id, dimensions, round }: MovesProps) {
  const words = useWords()
  const [dimension, setDimension] = useState(ALL)
  return (
    <div>
      <TextField
        select
        size="small"
        label={words('segments.dimension')}
        value={dimension}
        onChange={(event) => setDimension(event.target.value)}
        sx={{ minWidth: 200 }}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value={ALL}>{words('segments.allDimensions')}</MenuItem>
        {dimensions.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      {/* Another question is another list: no late answer of the one before comes into it. */}
      <Pages key={`${id} ${dimension} ${round}`} id={id} dimension={dimension} />
    </div>
  )
}

function Pages({ id, dimension }: { readonly id: number; readonly dimension: string }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const { playerMoves } = useAdminActions()
  const [shown, setShown] = useState<SegmentMovesReply | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  const read = useCallback(
    async (before: string | null) => {
      setReading(true)
      setFailure(null)
      try {
        const { moves, next } = await playerMoves(id, { dimension, before })
        setShown((known) => ({ moves: before === null ? moves : [...(known?.moves ?? []), ...moves], next }))
      } catch (error) {
        setFailure(failureWords(error))
      } finally {
        setReading(false)
      }
    },
    [playerMoves, failureWords, id, dimension],
  )
  useEffect(() => {
    void read(null)
  }, [read])
  const { moves, next } = shown ?? { moves: [], next: null }
  return (
    <div aria-busy={reading}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {shown && moves.length === 0 ? <p>{words('segments.noMoves')}</p> : null}
      <ul data-testid="segment-moves">
        {moves.map((move) => (
          <Move key={`${move.at} ${move.dimension} ${move.from} ${move.to}`} move={move} />
        ))}
      </ul>
      {next ? (
        <Button onClick={() => read(next)} disabled={reading} data-testid="segment-moves-older">
          {words('segments.olderMoves')}
        </Button>
      ) : null}
    </div>
  )
}

function Move({ move: { at, dimension, from, to, cause, version } }: { readonly move: SegmentMove }) {
  const words = useWords()
  const format = useFormat()
  return (
    <li>
      {format.dateTime(at)} · {dimension}: {from ?? words('segments.none')} → {to ?? words('segments.none')} ·{' '}
      {words(`segments.causes.${cause}`, { version })}
    </li>
  )
}
