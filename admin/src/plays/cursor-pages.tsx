import { Box, Button, Typography } from '@mui/material'
import { useListContext } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import type { CursorMeta } from '../providers/data-provider.ts'
import { placeAt, placeOf } from '../providers/query.ts'

/** On through a list that is read from a cursor; the way back is the browser's, since each page has its address. */
export function CursorPages() {
  const words = useWords()
  const format = useFormat()
  const { filterValues, setFilters, sort, data, isFetching, meta } = useListContext()
  const { next, searchedTo } = (meta ?? {}) as Partial<CursorMeta>
  const { after: _, ...filter } = filterValues
  const stands = placeOf({ sort, filter: filterValues }) !== null
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, p: 1.5, flexWrap: 'wrap' }}>
      <Typography variant="body2" color="text.secondary" data-testid="plays-count" aria-live="polite">
        {words(next ? 'plays.shownMore' : 'plays.shownAll', { count: data?.length ?? 0 })}
        {next && searchedTo ? ` ${words('plays.searchedTo', { time: format.dateTime(searchedTo) })}` : null}
      </Typography>
      <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
        <Button disabled={!stands || isFetching} onClick={() => setFilters(filter)} data-testid="plays-first">
          {words('plays.first')}
        </Button>
        <Button
          variant="outlined"
          disabled={!next || isFetching}
          onClick={() => next && setFilters({ ...filter, after: placeAt({ sort, filter }, next) })}
          data-testid="plays-next"
        >
          {words('plays.next')}
        </Button>
      </Box>
    </Box>
  )
}
