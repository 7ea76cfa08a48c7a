import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { Box, Button, IconButton, Stack, TextField, Typography } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useStore } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { LONGEST_NAME, MOST_VIEWS, viewsOf, withView } from './kept-views.ts'
import { DAYS_FIRST } from './question.ts'

/** Views that were given a name, as links; the store keeps them past the log-out. */
export function KeptViews({ address }: { address: string }) {
  const words = useWords()
  const notify = useNotify()
  const [kept, setKept] = useStore<unknown>('analytics.views', [])
  const [name, setName] = useState('')
  const views = viewsOf(kept)
  const keep = (event: FormEvent) => {
    event.preventDefault()
    const next = withView(views, { name, address })
    if (next === null) {
      notify(words('analytics.views.refused', { longest: LONGEST_NAME, most: MOST_VIEWS }), { type: 'warning' })
      return
    }
    setKept(next)
    setName('')
    notify(words('analytics.views.kept', { name: name.trim() }), { type: 'success' })
  }
  return (
    <Panel title={words('analytics.views.title')}>
      <Typography variant="body2" color="text.secondary">
        {words('analytics.views.lead', { days: DAYS_FIRST })}
      </Typography>
      {views.length === 0 ? <Typography variant="body2">{words('analytics.views.none')}</Typography> : null}
      <Box component="ul" sx={{ pl: 2, my: 1 }} data-testid="kept-views">
        {views.map((view) => (
          <li key={view.name}>
            <Link to={`/analytics?${view.address}`}>{view.name}</Link>
            <IconButton
              size="small"
              aria-label={words('analytics.views.remove', { name: view.name })}
              data-testid="view-remove"
              onClick={() => setKept(views.filter((each) => each.name !== view.name))}
            >
              <DeleteIcon fontSize="small" />
            </IconButton>
          </li>
        ))}
      </Box>
      <Stack component="form" direction="row" spacing={1.5} onSubmit={keep} sx={{ alignItems: 'center' }}>
        <TextField
          size="small"
          label={words('analytics.views.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          slotProps={{ htmlInput: { 'data-testid': 'view-name', maxLength: LONGEST_NAME } }}
        />
        <Button type="submit" disabled={name.trim() === ''} data-testid="view-keep">
          {words('analytics.views.keep')}
        </Button>
      </Stack>
    </Panel>
  )
}
