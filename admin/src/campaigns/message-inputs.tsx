import { NOTIFICATION_CHANNELS, type NotificationChannel } from '@casino-club/shared'
import { Box, Checkbox, FormControlLabel, FormGroup, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { DraftInputsProps } from './audience-inputs.tsx'
import type { CampaignDraft } from './campaign-draft.ts'

type Words = CampaignDraft['content']

/** What is said, by which ways, and what it opens. */
export function MessageInputs({ draft, onEdit }: DraftInputsProps) {
  const words = useWords()
  const { channels, category } = draft
  const toggle = (channel: NotificationChannel) =>
    onEdit({ channels: NOTIFICATION_CHANNELS.filter((name) => (name === channel) !== channels.includes(name)) })
  return (
    <Stack spacing={2}>
      <TextField
        select
        label={words('campaigns.category')}
        value={category}
        onChange={({ target: { value } }) => onEdit({ category: value === 'advertising' ? 'advertising' : 'game' })}
      >
        {(['game', 'advertising'] as const).map((name) => (
          <MenuItem key={name} value={name}>
            {words(`campaigns.categories.${name}`)}
          </MenuItem>
        ))}
      </TextField>
      <FormGroup row aria-label={words('campaigns.channels')}>
        {NOTIFICATION_CHANNELS.map((channel) => (
          <FormControlLabel
            key={channel}
            label={words(`campaigns.channelNames.${channel}`)}
            control={
              <Checkbox
                checked={channels.includes(channel)}
                onChange={() => toggle(channel)}
                slotProps={{ input: { 'data-testid': `campaign-channel-${channel}` } as object }}
              />
            }
          />
        ))}
      </FormGroup>
      <WordsInputs name="all" text={draft.content} onEdit={(content) => onEdit({ content })} />
      {channels.map((channel) => (
        <OwnWords key={channel} {...{ draft, onEdit, channel }} />
      ))}
      <TextField
        label={words('campaigns.path')}
        value={draft.path}
        onChange={(event) => onEdit({ path: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 200, 'data-testid': 'campaign-path' } }}
      />
    </Stack>
  )
}

/** Words of a channel's own, which begin as those of all. */
function OwnWords({ draft, onEdit, channel }: DraftInputsProps & { readonly channel: NotificationChannel }) {
  const words = useWords()
  const { [channel]: own, ...others } = draft.variants
  const label = `${words(`campaigns.channelNames.${channel}`)}: ${words('campaigns.ownWords')}`
  const change = (text: Words | undefined) => onEdit({ variants: text ? { ...others, [channel]: text } : others })
  return (
    <Stack spacing={1}>
      <FormControlLabel
        label={label}
        control={
          <Checkbox
            checked={own !== undefined}
            onChange={() => change(own ? undefined : draft.content)}
            slotProps={{ input: { 'data-testid': `campaign-own-${channel}` } as object }}
          />
        }
      />
      {own ? <WordsInputs name={channel} text={own} onEdit={change} /> : null}
    </Stack>
  )
}

interface WordsInputsProps {
  readonly name: NotificationChannel | 'all'
  readonly text: Words
  readonly onEdit: (text: Words) => void
}

function WordsInputs({ name, text, onEdit }: WordsInputsProps) {
  const words = useWords()
  const heading = name === 'all' ? words('campaigns.forAll') : words(`campaigns.channelNames.${name}`)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
      {(['ko', 'en'] as const).map((language) => (
        <Stack key={language} spacing={2} lang={language}>
          <Typography variant="subtitle2" component="h3">
            {`${heading}, ${words(`campaigns.languages.${language}`)}`}
          </Typography>
          {(['title', 'body'] as const).map((part) => (
            <TextField
              key={part}
              label={words(`campaigns.${part}`)}
              value={text[language][part]}
              multiline={part === 'body'}
              minRows={part === 'body' ? 3 : undefined}
              onChange={(event) => onEdit({ ...text, [language]: { ...text[language], [part]: event.target.value } })}
              slotProps={{
                htmlInput: {
                  maxLength: part === 'title' ? 120 : 500,
                  'data-testid': `campaign-${name}-${part}-${language}`,
                },
              }}
            />
          ))}
        </Stack>
      ))}
    </Box>
  )
}
