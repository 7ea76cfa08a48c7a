import { NOTIFICATION_CATEGORIES, NOTIFICATION_CHANNELS } from '@casino-club/shared'
import { Box, Checkbox, FormControlLabel, FormGroup, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { TemplateDraft } from './template-draft.ts'

interface TemplateInputsProps {
  readonly draft: TemplateDraft
  readonly asNew: boolean
  readonly onEdit: (change: Partial<TemplateDraft>) => void
}

/** What a message is for, how it goes, and its words in both languages. */
export function TemplateInputs({ draft, asNew, onEdit }: TemplateInputsProps) {
  const words = useWords()
  const toggle = (channel: TemplateDraft['channels'][number]) =>
    onEdit({
      channels: draft.channels.includes(channel)
        ? draft.channels.filter((each) => each !== channel)
        : [...draft.channels, channel],
    })
  return (
    <Stack spacing={2}>
      <Typography variant="body2" color="text.secondary">
        {words('templates.hint')}
      </Typography>
      <TextField
        label={words('templates.name')}
        helperText={words('templates.nameHelp')}
        value={draft.name}
        disabled={!asNew}
        onChange={(event) => onEdit({ name: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 64, 'data-testid': 'template-name' } }}
      />
      <TextField
        select
        label={words('templates.category')}
        value={draft.category}
        onChange={({ target: { value } }) =>
          onEdit({ category: NOTIFICATION_CATEGORIES.find((category) => category === value) ?? draft.category })
        }
      >
        {NOTIFICATION_CATEGORIES.map((category) => (
          <MenuItem key={category} value={category}>
            {words(`templates.categories.${category}`)}
          </MenuItem>
        ))}
      </TextField>
      <FormGroup row aria-label={words('templates.channels')}>
        {NOTIFICATION_CHANNELS.map((channel) => (
          <FormControlLabel
            key={channel}
            label={words(`templates.channelNames.${channel}`)}
            control={<Checkbox checked={draft.channels.includes(channel)} onChange={() => toggle(channel)} />}
          />
        ))}
      </FormGroup>
      <TextField
        label={words('templates.variables')}
        value={draft.variables}
        multiline
        minRows={2}
        onChange={(event) => onEdit({ variables: event.target.value })}
        slotProps={{ htmlInput: { 'data-testid': 'template-variables' } }}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
        {(['ko', 'en'] as const).map((language) => (
          <LanguageInputs key={language} {...{ language, draft, onEdit }} />
        ))}
      </Box>
    </Stack>
  )
}

interface LanguageInputsProps extends Pick<TemplateInputsProps, 'draft' | 'onEdit'> {
  readonly language: 'ko' | 'en'
}

function LanguageInputs({ language, draft, onEdit }: LanguageInputsProps) {
  const words = useWords()
  const text = draft.texts[language]
  const edit = (change: Partial<typeof text>) =>
    onEdit({ texts: { ...draft.texts, [language]: { ...text, ...change } } })
  return (
    <Stack spacing={2} lang={language}>
      <Typography variant="subtitle1" component="h3">
        {words(`templates.languages.${language}`)}
      </Typography>
      {(['title', 'body', 'html'] as const).map((part) => (
        <TextField
          key={part}
          label={words(`templates.${part}`)}
          value={text[part]}
          multiline={part !== 'title'}
          minRows={part === 'title' ? undefined : 3}
          maxRows={16}
          onChange={(event) => edit({ [part]: event.target.value })}
          slotProps={{ htmlInput: { 'data-testid': `template-${part}-${language}` } }}
        />
      ))}
    </Stack>
  )
}
