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
  const failureWords = useFailureWords()
  const { playerMoves } = useAdminActions()
  const [dimension, setDimension] = useState(ALL)
  const [shown, setShown] = useState<SegmentMovesReply>({ moves: [], next: null })
  const [failure, setFailure] = useState<string | null>(null)
  const failed = useCallback((error: unknown) => setFailure(failureWords(error)), [failureWords])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let isOver = false
    const show = (page: SegmentMovesReply) => {
      if (isOver) return
      setFailure(null)
      setShown(page)
    }
    playerMoves(id, { dimension, before: null }).then(show, failed)
    return () => {
      isOver = true
    }
  }, [playerMoves, id, dimension, round])
  const older = (before: string) =>
    playerMoves(id, { dimension, before }).then(
      (page) => setShown(({ moves }) => ({ moves: [...moves, ...page.moves], next: page.next })),
      failed,
    )
  const { moves, next } = shown
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
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {moves.length === 0 && !failure ? <p>{words('segments.noMoves')}</p> : null}
      <ul data-testid="segment-moves">
        {moves.map((move) => (
          <Move key={`${move.at} ${move.dimension} ${move.from} ${move.to}`} move={move} />
        ))}
      </ul>
      {next ? (
        <Button onClick={() => older(next)} data-testid="segment-moves-older">
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
