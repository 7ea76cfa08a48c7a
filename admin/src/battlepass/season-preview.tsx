import { PASS_TRACKS, type PassBody } from '@casino-club/shared'
import { Alert, Box, Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { ContentLines } from '../shop/products/product-preview.tsx'
import { utcOf } from './season-state.ts'

/** What a player would see of it: both titles, the window, and every level with both of its tracks. */
export function SeasonPreview({ body }: { body: PassBody | null }) {
  const words = useWords()
  const format = useFormat()
  if (body === null) return <Alert severity="info">{words('battlepass.previewWaits')}</Alert>
  return (
    <Paper variant="outlined" sx={{ p: 2, overflowX: 'auto', overflowWrap: 'anywhere' }} data-testid="season-preview">
      <Typography variant="subtitle1" component="h3" sx={{ fontWeight: 700 }}>
        {`${body.title.ko} · ${body.title.en}`}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {words('battlepass.window', { from: utcOf(body.startsAt), until: utcOf(body.endsAt) })}
      </Typography>
      <Box component="ul" sx={{ my: 1, pl: 2.5 }}>
        {(['play', 'playADay', 'mission', 'streakDay'] as const).map((rule) => (
          <li key={rule}>{`${words(`battlepass.${rule}`)}: ${format.amount(body.xp[rule])}`}</li>
        ))}
        <li>{`${words('battlepass.priceGems')}: ${format.amount(body.priceGems)}`}</li>
      </Box>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{words('battlepass.levels')}</TableCell>
            <TableCell align="right">{words('battlepass.levelXp')}</TableCell>
            {PASS_TRACKS.map((track) => (
              <TableCell key={track}>{words(`battlepass.${track}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {body.levels.map((level, index) => (
            <TableRow key={level.xp}>
              <TableCell>{format.amount(index + 1)}</TableCell>
              <TableCell align="right">{format.amount(level.xp)}</TableCell>
              {PASS_TRACKS.map((track) => (
                <TableCell key={track}>
                  <ContentLines contents={level[track]} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  )
}
