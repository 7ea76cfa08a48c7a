import type { CampaignMessage, CampaignPreview } from '@casino-club/shared'
import { Box, Stack, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'

const CALM_MS = 400
type Shown = CampaignPreview['ko'][number]

/** The message on a phone in both languages, as the server would send it by each way. */
export function PhonePreview({ message }: { message: CampaignMessage | null }) {
  const words = useWords()
  const { previewCampaign } = useAdminActions()
  const [preview, setPreview] = useState<CampaignPreview | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const asked = message === null ? '' : JSON.stringify(message)
  useEffect(() => {
    if (asked === '') return
    let over = false
    const timer = setTimeout(() => {
      previewCampaign(JSON.parse(asked) as CampaignMessage).then(
        (shown) => {
          if (over) return
          setPreview(shown)
          setFailure(null)
        },
        (error: unknown) => {
          if (!over) setFailure(error)
        },
      )
    }, CALM_MS)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [asked, previewCampaign])
  if (asked === '') return <Typography variant="body2">{words('campaigns.previewWaits')}</Typography>
  if (failure) return <RefusalAlert failure={failure} testId="campaign-preview-failed" />
  if (preview === null) return null
  return (
    <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}>
      {(['ko', 'en'] as const).map((language) => (
        <Phone key={language} language={language} shown={preview[language]} />
      ))}
    </Box>
  )
}

function Phone({ language, shown }: { language: 'ko' | 'en'; shown: readonly Shown[] }) {
  const words = useWords()
  return (
    <Box
      component="section"
      lang={language}
      aria-label={words(`campaigns.languages.${language}`)}
      data-testid={`campaign-phone-${language}`}
      sx={{
        width: 300,
        minHeight: 420,
        p: 1.5,
        border: 8,
        borderColor: 'grey.800',
        borderRadius: 6,
        bgcolor: 'grey.300',
      }}
    >
      <Stack spacing={1.5}>
        {shown.map((message) => (
          <OnPhone key={message.channel} message={message} language={words(`campaigns.languages.${language}`)} />
        ))}
      </Stack>
    </Box>
  )
}

function OnPhone({ message: { channel, title, body, html }, language }: { message: Shown; language: string }) {
  const words = useWords()
  const name = words(`campaigns.channelNames.${channel}`)
  return (
    <Box sx={{ p: 1.25, borderRadius: 3, bgcolor: 'common.white', color: 'grey.900' }} data-channel={channel}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', color: 'grey.700' }}>
        <Typography variant="caption">{`Casino-Club · ${name}`}</Typography>
        <Typography variant="caption">{words('campaigns.now')}</Typography>
      </Box>
      <Typography variant="subtitle2" component="p" sx={{ overflowWrap: 'anywhere' }}>
        {title}
      </Typography>
      {html === null ? (
        <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {body}
        </Typography>
      ) : (
        <Box
          component="iframe"
          // Nothing in it may run, open or fetch.
          sandbox=""
          title={words('campaigns.previewOf', { channel: name, language })}
          srcDoc={html}
          sx={{ width: '100%', height: 260, border: 0 }}
        />
      )}
    </Box>
  )
}
