import { PASS_TRACKS } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { Alert, Box, Button, IconButton, Paper, Stack, TextField, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import { ContentsInputs } from '../shop/products/contents-inputs.tsx'
import type { LevelDraft } from './season-draft.ts'

interface LevelInputsProps {
  readonly levels: readonly LevelDraft[]
  readonly wrong: boolean
  readonly onEdit: (levels: readonly LevelDraft[]) => void
}

const MOST_LEVELS = 100
const NEW_LEVEL: LevelDraft = { xp: '', free: [{ type: 'COIN', item: '', amount: '' }], paid: [] }

/** The levels of a season, one after the other, with both of their tracks. */
export function LevelInputs({ levels, wrong, onEdit }: LevelInputsProps) {
  const words = useWords()
  const edit = (index: number, change: Partial<LevelDraft>) =>
    onEdit(levels.map((level, at) => (at === index ? { ...level, ...change } : level)))
  return (
    <Stack spacing={2}>
      {wrong ? <Alert severity="error">{words('battlepass.levelsWrong')}</Alert> : null}
      {levels.map((level, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place alone
        <Paper key={index} variant="outlined" sx={{ p: 2 }}>
          <Stack spacing={1}>
            <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
              <Typography component="h3" variant="subtitle2">
                {words('battlepass.level', { level: `${index + 1}` })}
              </Typography>
              <TextField
                label={words('battlepass.levelXp')}
                value={level.xp}
                onChange={(event) => edit(index, { xp: event.target.value })}
                slotProps={{ htmlInput: { 'data-testid': `level-${index}-xp`, maxLength: 12 } }}
              />
              <IconButton
                aria-label={words('battlepass.removeLevel', { level: `${index + 1}` })}
                onClick={() => onEdit(levels.filter((_, at) => at !== index))}
              >
                <DeleteIcon />
              </IconButton>
            </Stack>
            <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' } }}>
              {PASS_TRACKS.map((track) => (
                <div key={track}>
                  <Typography variant="body2">{words(`battlepass.${track}`)}</Typography>
                  <ContentsInputs
                    name={`level-${index}-${track}`}
                    contents={level[track]}
                    wrong={false}
                    onEdit={(contents) => edit(index, { [track]: contents })}
                  />
                </div>
              ))}
            </Box>
          </Stack>
        </Paper>
      ))}
      <div>
        <Button
          size="small"
          startIcon={<AddIcon />}
          disabled={levels.length >= MOST_LEVELS}
          onClick={() => onEdit([...levels, NEW_LEVEL])}
          data-testid="level-add"
        >
          {words('battlepass.addLevel')}
        </Button>
      </div>
    </Stack>
  )
}
